using System.Globalization;
using CsCheck;
using CustomerService.Storage.Sqlite;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteReminderTableTests : IDisposable
{
    private static readonly DateTime Start = new(2026, 11, 11, 8, 0, 0, 123, DateTimeKind.Utc);

    private readonly TemporaryStorage _storage = new();

    private SqliteReminderTable Table => new(_storage.Database);

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task Upsert_ThenReopen_IsReadAsItWas()
    {
        var entry = Entry("anna", "sla/\\#?提醒");
        var etag = await Table.UpsertRow(entry);
        _storage.Reopen();

        var read = (await Table.ReadRow(entry.GrainId, entry.ReminderName)).ShouldNotBeNull();

        (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag)
            .ShouldBe((entry.GrainId, entry.ReminderName, Start, entry.Period, etag));
        read.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        (await Table.ReadRow(entry.GrainId, "another")).ShouldBeNull();
    }

    [Fact]
    public async Task Upsert_Again_ReplacesTheRowAndItsETag()
    {
        var entry = Entry("anna", "sla");
        var first = await Table.UpsertRow(entry);
        entry.StartAt = DateTime.SpecifyKind(Start.AddMinutes(1), DateTimeKind.Unspecified);
        entry.Period = TimeSpan.FromHours(2);
        var second = await Table.UpsertRow(entry);

        second.ShouldNotBe(first);
        var row = (await Table.ReadRows(entry.GrainId)).Reminders.ShouldHaveSingleItem();
        (row.StartAt, row.Period, row.ETag).ShouldBe((Start.AddMinutes(1), TimeSpan.FromHours(2), second));
    }

    [Fact]
    public async Task Upsert_Parallel_GivesEveryCallItsOwnETag()
    {
        var etags = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Table.UpsertRow(Entry("anna", "sla"))));

        etags.Distinct().Count().ShouldBe(50);
        etags.ShouldContain((await Table.ReadRow(Entry("anna", "sla").GrainId, "sla"))!.ETag);
    }

    [Fact]
    public async Task Remove_OnlyWithTheLatestETag_Removes()
    {
        var entry = Entry("anna", "sla");
        var first = (await Table.UpsertRow(entry))!;
        var second = (await Table.UpsertRow(entry))!;

        (await Table.RemoveRow(entry.GrainId, "sla", first)).ShouldBeFalse();
        (await Table.RemoveRow(entry.GrainId, "other", second)).ShouldBeFalse();
        (await Table.RemoveRow(entry.GrainId, "sla", second)).ShouldBeTrue();
        (await Table.RemoveRow(entry.GrainId, "sla", second)).ShouldBeFalse();
    }

    [Fact]
    public async Task Remove_ETagFromBeforeARemoval_DoesNotRemoveTheNewRow()
    {
        var entry = Entry("anna", "sla");
        var old = (await Table.UpsertRow(entry))!;
        await Table.RemoveRow(entry.GrainId, "sla", old);
        await Table.UpsertRow(entry);

        (await Table.RemoveRow(entry.GrainId, "sla", old)).ShouldBeFalse();
    }

    [Fact]
    public async Task ReadRows_OfAGrain_GivesItsOwnOnly()
    {
        await Table.UpsertRow(Entry("anna", "a"));
        await Table.UpsertRow(Entry("anna", "b"));
        await Table.UpsertRow(Entry("bo", "a"));

        (await Table.ReadRows(Entry("anna", "a").GrainId)).Reminders.Select(r => r.ReminderName)
            .ShouldBe(["a", "b"], ignoreOrder: true);
        (await Table.ReadRows(Entry("nobody", "a").GrainId)).Reminders.ShouldBeEmpty();
        await Table.TestOnlyClearTable();
        (await Table.ReadRows(0, 0)).Reminders.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadRows_AnyRange_GivesTheHashesOfTheRing()
    {
        var hashes = new List<uint>();
        for (var i = 0; i < 60; i++)
        {
            var entry = Entry(i.ToString(CultureInfo.InvariantCulture), "r");
            hashes.Add(entry.GrainId.GetUniformHashCode());
            await Table.UpsertRow(entry);
        }

        // Bounds on a row's own hash, on its neighbours, at the ends, and anywhere.
        var bound = Gen.OneOf(
            Gen.Int[0, hashes.Count - 1].Select(i => hashes[i]),
            Gen.Int[0, hashes.Count - 1].Select(i => hashes[i] - 1),
            Gen.Bool.Select(top => top ? uint.MaxValue : 0),
            Gen.UInt);
        await Gen.Select(bound, bound).SampleAsync(
            async range =>
            {
                var (begin, end) = range;
                var expected = hashes.Where(h => begin < end ? h > begin && h <= end : h > begin || h <= end);
                var rows = await Table.ReadRows(begin, end);
                rows.Reminders.Select(r => r.GrainId.GetUniformHashCode()).Order().ShouldBe(expected.Order());
            },
            iter: 500,
            threads: 1);
        (await Table.ReadRows(hashes[0], hashes[0])).Reminders.Count.ShouldBe(60);
    }

    private static ReminderEntry Entry(string key, string name) => new()
    {
        GrainId = GrainId.Create("desk", key),
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(1),
    };
}
