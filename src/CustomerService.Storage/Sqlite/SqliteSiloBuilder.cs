using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace CustomerService.Storage.Sqlite;

/// <summary>
/// Puts what Orleans keeps into the database of <see cref="SqliteServices.AddSqliteStorage"/>.
/// </summary>
public static class SqliteSiloBuilder
{
    /// <summary>Adds the default grain storage.</summary>
    public static ISiloBuilder AddSqliteGrainStorageAsDefault(
        this ISiloBuilder builder, Action<SqliteGrainStorageOptions>? configure = null) =>
        builder.AddSqliteGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configure);

    /// <summary>Adds a grain storage under a name; two names share the rows of equal state names.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(
        this ISiloBuilder builder, string name, Action<SqliteGrainStorageOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddOptions<SqliteGrainStorageOptions>(name).Configure(options => configure?.Invoke(options));
        services.TryAddEnumerable(ServiceDescriptor.Transient<
            IPostConfigureOptions<SqliteGrainStorageOptions>,
            DefaultStorageProviderSerializerOptionsConfigurator<SqliteGrainStorageOptions>>());
        services.AddGrainStorage(name, (provider, key) => new SqliteGrainStorage(
            provider.GetRequiredService<SqliteDatabase>(),
            provider.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(key),
            provider.GetRequiredService<IActivatorProvider>()));
        return builder;
    }

    /// <summary>Adds reminders.</summary>
    public static ISiloBuilder UseSqliteReminders(this ISiloBuilder builder)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
        return builder;
    }
}
