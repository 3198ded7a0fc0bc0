using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>A row of <c>grain_state</c>; a null payload is a state that was cleared and keeps its version.</summary>
internal readonly record struct GrainStateRow(long Version, byte[]? Payload);

/// <summary>Compare-and-set on the rows of grain states: every write raises the version, and names the one it follows.</summary>
internal static class GrainStateTable
{
    /// <summary>Expected where no row may exist yet.</summary>
    public const long None = 0;

    // A row that does not exist has version 0, so the first write and the next ones are the same comparison.
    private const string Insert = """
        INSERT INTO grain_state (type, id, version, payload) VALUES ($type, $id, 1, $payload)
        ON CONFLICT (type, id) DO NOTHING
        """;

    private const string Update = """
        UPDATE grain_state SET version = version + 1, payload = $payload
        WHERE type = $type AND id = $id AND version = $version
        """;

    private const string Delete = "DELETE FROM grain_state WHERE type = $type AND id = $id AND version = $version";

    private const string Select = "SELECT version, payload FROM grain_state WHERE type = $type AND id = $id";

    private const string SelectVersion = "SELECT version FROM grain_state WHERE type = $type AND id = $id";

    public static GrainStateRow? Read(SqliteConnection connection, string type, string id)
    {
        using var reader = connection.Prepared(Select).With("$type", type).With("$id", id).ExecuteReader();
        if (!reader.Read())
            return null;
        return new(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1));
    }

    /// <summary>Writes when the row still has the version; a null payload clears it.</summary>
    /// <returns>Whether it wrote, and the version that the row has now.</returns>
    public static (bool Written, long Version) Write(
        SqliteConnection connection, string type, string id, long version, byte[]? payload)
    {
        var command = connection.Prepared(version == None ? Insert : Update)
            .With("$type", type).With("$id", id).With("$payload", payload);
        if (version != None)
            command.With("$version", version);
        return command.ExecuteNonQuery() == 1 ? (true, version + 1) : (false, Version(connection, type, id));
    }

    /// <summary>Removes the row when it still has the version.</summary>
    public static (bool Written, long Version) Remove(SqliteConnection connection, string type, string id, long version)
    {
        var rows = connection.Prepared(Delete)
            .With("$type", type).With("$id", id).With("$version", version).ExecuteNonQuery();
        return rows == 1 ? (true, None) : (false, Version(connection, type, id));
    }

    private static long Version(SqliteConnection connection, string type, string id) =>
        connection.Prepared(SelectVersion).With("$type", type).With("$id", id).ExecuteScalar() is long version
            ? version
            : None;
}

/// <summary>
/// Grain states. Payloads are some kilobytes, so the table keeps its rowid: keys stay dense in the index.
/// </summary>
internal sealed class GrainStateSchema : ISqliteSchema
{
    public string Name => "grain_state";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE grain_state (
            type TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            payload BLOB,
            PRIMARY KEY (type, id)
        );
        """,
    ];
}
