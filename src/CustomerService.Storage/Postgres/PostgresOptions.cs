namespace CustomerService.Storage.Postgres;

/// <summary>How the cluster form reaches its PostgreSQL; the section <c>Postgres</c> of the configuration.</summary>
public sealed class PostgresOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Postgres";

    /// <summary>
    /// An Npgsql connection string: <c>Host=…;Database=…;Username=…;Password=…</c>. What it says of pool sizes and
    /// time limits gives way to the keys below.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Connections that one process opens at most: a third for inbox, transcript and shop, the rest for what Orleans
    /// keeps. All processes together must stay below the server's max_connections (100 as it is installed).
    /// </summary>
    /// <value>The default value is 24.</value>
    public int MaxConnections { get; set; } = 24;

    /// <summary>How long one statement may take.</summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a process brings the tables to its version when it starts, in place of <c>db migrate</c>.</summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>How long finished inbox entries are kept; a message id older than that is accepted anew.</summary>
    /// <value>The default value is 30 days.</value>
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromDays(30);
}
