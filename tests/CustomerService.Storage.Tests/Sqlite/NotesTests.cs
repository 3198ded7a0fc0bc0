using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Tests.Sqlite;

/// <summary>Tests on a database with a table of notes and a writer that can be held.</summary>
public abstract class NotesTests : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();

    internal TemporaryStorage Storage { get; } = new(new NotesSchema(NotesSchema.First));

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected SqliteDatabase Database => Storage.Database;

    public void Dispose()
    {
        _gate.Set();
        Storage.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static int Insert(SqliteConnection connection, int id, string text) =>
        connection.Prepared("INSERT INTO note (id, text) VALUES ($id, $text)")
            .With("$id", id).With("$text", text).ExecuteNonQuery();

    protected Task<int> Add(int id) => Database.Write((connection, _) => Insert(connection, id, "note"), Token);

    protected ValueTask<List<int>> Ids() => Database.Read(
        connection =>
        {
            var ids = new List<int>();
            using var reader = connection.Prepared("SELECT id FROM note ORDER BY id").ExecuteReader();
            while (reader.Read())
                ids.Add(reader.GetInt32(0));
            return ids;
        },
        Token);

    /// <summary>Holds the writer, so that what is queued until the release makes one batch.</summary>
    /// <returns>The write that holds it, once it does.</returns>
    protected async Task<Task> Hold(Action<SqliteConnection>? inside = null)
    {
        var holding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = Database.Write(
            (connection, _) =>
            {
                inside?.Invoke(connection);
                holding.SetResult();
                _gate.Wait(Token);
                return 0;
            },
            Token);
        await holding.Task;
        return held;
    }

    protected void Release() => _gate.Set();
}
