using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class WriterFailureTests : NotesTests
{
    [Fact]
    public async Task Write_CancelledWhileItWaits_IsNotRun()
    {
        using var cancellation = new CancellationTokenSource();
        var blocked = await Hold();
        var cancelled = Database.Write((connection, _) => Insert(connection, 1, "no"), cancellation.Token);
        var kept = Add(2);
        await cancellation.CancelAsync();
        Release();
        await blocked;

        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await kept;
        (await Ids()).ShouldBe([2]);
    }

    [Fact]
    public async Task Write_DiskFull_FailsClearlyAndTheNextOneCommits()
    {
        await Add(1);
        var full = Database.Write(
            (connection, _) =>
            {
                using var limit = connection.CreateCommand();
                limit.CommandText = "PRAGMA max_page_count = 1"; // Cut to the pages there are.
                limit.ExecuteNonQuery();
                return Insert(connection, 2, new string('x', 1 << 20));
            },
            Token);

        (await Should.ThrowAsync<StorageUnavailableException>(full)).Message.ShouldContain("disk is full");
        await Database.Write((connection, _) => Insert(connection, 3, new string('y', 1 << 20)), Token);
        (await Ids()).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Write_DiskFullInABatch_FailsEveryCallerOfIt()
    {
        var blocked = await Hold();
        var innocent = Add(1);
        var full = Database.Write<int>(
            (_, _) => throw new SqliteException("full", SQLitePCL.raw.SQLITE_FULL), Token);
        Release();
        await blocked;

        await Should.ThrowAsync<StorageUnavailableException>(innocent);
        await Should.ThrowAsync<StorageUnavailableException>(full);
        (await Ids()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Dispose_WritesWait_CommitsThemAndRefusesLater()
    {
        var blocked = await Hold();
        var writes = Enumerable.Range(1, 20).Select(Add).ToList();
        Release();
        var old = Database;
        Storage.Reopen();

        await blocked;
        await Task.WhenAll(writes);
        (await Ids()).Count.ShouldBe(20);
        await Should.ThrowAsync<ObjectDisposedException>(old.Write((_, _) => 0, Token));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await old.Read(_ => 0, Token));
    }
}
