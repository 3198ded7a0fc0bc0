using CustomerService.Core.Care;
using CustomerService.Core.Console;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Understanding;
using CustomerService.Core.Webhooks;
using CustomerService.Storage.Shop;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Postgres;

/// <summary>Registers the storage of the cluster form, in silos and gateways alike.</summary>
public static class PostgresServices
{
    /// <summary>
    /// Adds <see cref="PostgresDatabase"/> with its inbox, transcript and <see cref="PostgresMigrator"/>, set by
    /// <see cref="PostgresOptions"/>. A host whose database cannot be reached or has other tables does not start.
    /// </summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, IConfiguration section)
    {
        services.AddPostgresDatabase(section);
        services.AddSingleton<IInbox, PostgresInbox>();
        services.AddSingleton<ITranscript, PostgresTranscript>();
        services.AddSingleton<IInboxDelivery, PostgresDelivery>();
        services.AddSingleton<IDeadLetters, PostgresDeadLetters>();
        services.AddSingleton<IWebhookOutbox, PostgresWebhookOutbox>();
        services.AddSingleton<IShopDatabase, PostgresShopDatabase>();
        services.AddSingleton<IDeskRecords, PostgresDeskRecords>();
        services.AddSingleton<ICannedReplies, PostgresCannedReplies>();
        services.AddSingleton<ICouponLedger, PostgresCouponLedger>();
        services.AddSingleton<IAccounts, PostgresAccounts>();
        services.AddSingleton<ISessions, PostgresSessions>();
        services.AddSingleton<IAuditLog, PostgresAuditLog>();
        services.AddSingleton<IVectorShelf, PostgresVectorShelf>();
        services.AddSingleton<PostgresRetention>();
        services.AddHostedService<PostgresOpening>();
        services.AddHostedService<PostgresCleaning>();
        return services;
    }

    /// <summary>Adds the database and its migrator alone: what a command like <c>db migrate</c> needs.</summary>
    public static IServiceCollection AddPostgresDatabase(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<PostgresOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PostgresOptions>>(
            new PostgresOptionsValidator((section as IConfigurationSection)?.Path ?? ""));
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<PostgresMigrator>();
        return services;
    }
}

/// <summary>Looks at the database before anything else of the host starts: one that cannot be used stops it.</summary>
internal sealed class PostgresOpening(PostgresMigrator migrator, IOptions<PostgresOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MigrateAtStart)
            await migrator.Migrate(cancellationToken).ConfigureAwait(false);
        else
            await migrator.Check(cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
