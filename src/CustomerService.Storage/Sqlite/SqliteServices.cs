using CustomerService.Core.Care;
using CustomerService.Core.Console;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Webhooks;
using CustomerService.Storage.Shop;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Sqlite;

/// <summary>Registers the storage of the standalone form.</summary>
public static class SqliteServices
{
    /// <summary>
    /// Adds <see cref="SqliteDatabase"/> with its inbox and transcript, set by <see cref="SqliteOptions"/>; every
    /// registered <see cref="ISqliteSchema"/> is applied when the host starts.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<SqliteOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SqliteOptions>>(
            new SqliteOptionsValidator((section as IConfigurationSection)?.Path ?? ""));
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<ISqliteSchema, InboxSchema>();
        services.AddSingleton<ISqliteSchema, TranscriptSchema>();
        services.AddSingleton<ISqliteSchema, GrainStateSchema>();
        services.AddSingleton<ISqliteSchema, ReminderSchema>();
        services.AddSingleton<ISqliteSchema, DeskRecordSchema>();
        services.AddSingleton<ISqliteSchema, ConsoleSchema>();
        services.AddSingleton<ISqliteSchema, CouponSchema>();
        services.AddSingleton<ISqliteSchema, WebhookSchema>();
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<IInbox, SqliteInbox>();
        services.AddSingleton<ITranscript, SqliteTranscript>();
        services.AddSingleton<IDeskRecords, SqliteDeskRecords>();
        services.AddSingleton<ICannedReplies, SqliteCannedReplies>();
        services.AddSingleton<ICouponLedger, SqliteCouponLedger>();
        services.AddSingleton<IAccounts, SqliteAccounts>();
        services.AddSingleton<ISessions, SqliteSessions>();
        services.AddSingleton<IAuditLog, SqliteAuditLog>();
        services.AddSingleton<IInboxDelivery, SqliteDelivery>();
        services.AddSingleton<IDeadLetters, SqliteDeadLetters>();
        services.AddSingleton<IWebhookOutbox, SqliteWebhookOutbox>();
        services.AddSingleton<IShopDatabase, SqliteShopDatabase>();
        services.AddSingleton<InboxRetention>();
        services.AddHostedService<SqliteOpening>();
        services.AddHostedService<InboxCleaning>();
        return services;
    }
}

/// <summary>Opens the database before anything else of the host starts: a file that cannot be used stops it.</summary>
internal sealed class SqliteOpening(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<SqliteDatabase>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
