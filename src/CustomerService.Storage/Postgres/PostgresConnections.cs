using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>The connection strings of the two pools of a process.</summary>
internal static class PostgresConnections
{
    // Statements are few and short: each is parsed and planned once a connection. A pooler that hands a connection to
    // another client between transactions needs 0 here, written in the connection string.
    private const int PreparedStatements = 64;

    /// <summary>For inbox, transcript and shop.</summary>
    public static string Own(PostgresOptions options) => Build(options, Math.Max(2, options.MaxConnections / 3), "");

    /// <summary>For the providers of Orleans.</summary>
    public static string Orleans(PostgresOptions options) =>
        Build(options, options.MaxConnections - Math.Max(2, options.MaxConnections / 3), " orleans");

    private static string Build(PostgresOptions options, int pool, string suffix)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        builder.MaxPoolSize = pool;
        builder.MinPoolSize = Math.Min(builder.MinPoolSize, pool);
        builder.CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        // Moments are told with their offset; the few without one are meant in UTC whatever the server's zone.
        builder.Timezone = "UTC";
        builder.ApplicationName = (builder.ApplicationName ?? "customer-service") + suffix;
        // ContainsKey of this builder says whether it knows the key, ShouldSerialize whether somebody set it, by any of its names.
        if (!builder.ShouldSerialize("Max Auto Prepare"))
            builder.MaxAutoPrepare = PreparedStatements;
        if (!builder.ShouldSerialize("Auto Prepare Min Usages"))
            builder.AutoPrepareMinUsages = 2;
        // Nothing here changes a session, so nothing has to be set back whenever a connection returns to its pool:
        // that would be a command more for each statement.
        if (!builder.ShouldSerialize("No Reset On Close"))
            builder.NoResetOnClose = true;
        return builder.ConnectionString;
    }
}
