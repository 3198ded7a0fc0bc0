using System.ComponentModel.DataAnnotations;

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
    // A pool of each kind holds at least one connection, and inbox and reads want one each.
    [Range(6, 1000, ErrorMessage = "set it from {1} to {2}, and less than the server's max_connections divided by the number of processes")]
    public int MaxConnections { get; set; } = 24;

    /// <summary>How long one statement may take.</summary>
    /// <value>The default value is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a process brings the tables to its version when it starts, in place of <c>db migrate</c>.</summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>How long finished inbox entries are kept; a message id older than that is accepted anew.</summary>
    /// <value>The default value is 30 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3660.00:00:00", ErrorMessage = "set it to an hour or more, up to {2}; channels repeat messages for minutes")]
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromDays(30);
}
