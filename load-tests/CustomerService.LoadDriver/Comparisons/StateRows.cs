using Microsoft.Data.Sqlite;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>Rows of conversation states.</summary>
/// <param name="Count">How many.</param>
/// <param name="Payload">Their payloads together, bytes.</param>
/// <param name="File">The whole database file, log not counted, bytes.</param>
internal sealed record StateRows(long Count, long Payload, long File)
{
    /// <summary>Counts them in a file that a host may have open.</summary>
    public static StateRows Read(string file)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), coalesce(sum(length(payload)), 0) FROM grain_state WHERE type = 'conversation'";
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(reader.GetInt64(0), reader.GetInt64(1), new FileInfo(file).Length);
    }
}
