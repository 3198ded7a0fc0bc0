using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class GroupCommitTests : NotesTests
{
    [Fact]
    public async Task Write_OneOfManyThrows_ItAloneIsUndone()
    {
        var blocked = await Hold();
        var writes = Enumerable.Range(1, 10).Select(id => Database.Write(
            (connection, _) =>
            {
                Insert(connection, id, "first");
                Insert(connection, id + 100, "second");
                return id == 4 ? throw new FormatException("four") : id;
            },
            Token)).ToList();
        Release();
        await blocked;

        (await Should.ThrowAsync<FormatException>(writes[3])).Message.ShouldBe("four");
        var others = await Task.WhenAll(writes.Where((_, index) => index != 3));
        others.ShouldBe([1, 2, 3, 5, 6, 7, 8, 9, 10]);
        (await Ids()).ShouldBe([.. others, .. others.Select(id => id + 100)]);
    }

    [Fact]
    public async Task Write_OneBreaksAConstraint_OthersCommit()
    {
        var blocked = await Hold();
        var first = Add(1);
        var again = Add(1);
        var second = Add(2);
        Release();
        await blocked;

        await first;
        (await Should.ThrowAsync<SqliteException>(again)).SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_CONSTRAINT);
        await second;
        (await Ids()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Write_ThrowsAlone_LeavesNothing()
    {
        var write = Database.Write<int>(
            (connection, _) =>
            {
                Insert(connection, 1, "gone");
                throw new FormatException();
            },
            Token);

        await Should.ThrowAsync<FormatException>(write);
        (await Ids()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_ManyWait_ShareOneCommit()
    {
        var sizes = new ConcurrentQueue<int>();
        using var listener = new MeterListener();
        var meters = Storage.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "customerservice.storage.write.batch.size")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => sizes.Enqueue(size));
        listener.Start();

        var blocked = await Hold();
        var writes = Enumerable.Range(1, 100).Select(Add).ToList();
        Release();
        await blocked;
        await Task.WhenAll(writes);

        sizes.ShouldBe([1, 100]);
    }

    [Fact]
    public async Task Write_MoreThanTheQueueHolds_AllCommit()
    {
        var blocked = await Hold();
        var writes = Enumerable.Range(1, 5000).Select(Add).ToList();
        Release();
        await blocked;
        await Task.WhenAll(writes);

        (await Ids()).Count.ShouldBe(5000);
    }
}
