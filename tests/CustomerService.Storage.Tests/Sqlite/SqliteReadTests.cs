using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteReadTests : NotesTests
{
    [Fact]
    public async Task Read_WhileAWriteRuns_SeesWhatIsCommitted()
    {
        await Add(1);
        var held = await Hold(connection => Insert(connection, 2, "later"));

        (await Ids()).ShouldBe([1]);
        Release();
        await held;
        (await Ids()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Read_ThatWrites_IsRefused()
    {
        await Should.ThrowAsync<StorageUnavailableException>(
            async () => await Database.Read(connection => Insert(connection, 1, "no"), Token));
        (await Ids()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_Always_WritesThroughToTheDisk()
    {
        var settings = await Database.Write(
            (connection, _) => (Scalar(connection, "PRAGMA journal_mode"), Scalar(connection, "PRAGMA synchronous"),
                Scalar(connection, "PRAGMA foreign_keys"), Scalar(connection, "PRAGMA busy_timeout")),
            Token);

        settings.ShouldBe(("wal", 2L, 1L, 5000L));
    }

    private static object? Scalar(SqliteConnection connection, string sql) => connection.Prepared(sql).ExecuteScalar();
}
