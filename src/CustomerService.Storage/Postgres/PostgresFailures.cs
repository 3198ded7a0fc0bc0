using System.Net.Sockets;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>Tells failures of the server or of the way to it from those of one statement.</summary>
internal static class PostgresFailures
{
    /// <summary>Whether another attempt, later, may go well.</summary>
    public static bool IsOfServer(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.UndefinedTable } => true,
        // Classes 08 connection, 40 rolled back, 53 resources, 55 state, 57 intervention, 58 system, XX internal.
        PostgresException e => e.SqlState[..2] is "08" or "40" or "53" or "55" or "57" or "58" or "XX" or "28" or "3D",
        NpgsqlException or SocketException or TimeoutException => true,
        _ => false,
    };

    public static StorageUnavailableException Unavailable(Exception cause) => new(
        cause switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } =>
                "The database has not the tables of this program: run `db migrate` with the same Postgres:ConnectionString.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The database cannot be written: its disk is full.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                "The database has no connection left: lower Postgres:MaxConnections or raise the server's max_connections.",
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
                "The database is read-only: point Postgres:ConnectionString to the primary server.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                "The database refuses the login: set user and password in Postgres:ConnectionString to those of the server.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                "The server has no such database: create it, or name another in Postgres:ConnectionString.",
            PostgresException => "The database did not take the statement; it may be tried again.",
            _ => "The database does not answer: check that the server of Postgres:ConnectionString runs and can be reached from here.",
        },
        cause);
}
