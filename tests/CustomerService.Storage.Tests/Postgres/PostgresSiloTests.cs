using CustomerService.Storage.Tests.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>Silos wired as the cluster form wires them: the providers of Orleans run our statements.</summary>
public sealed class PostgresSiloTests(PostgresServer server)
{
    private static readonly GrainId Anna = GrainId.Create("note", "anna");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_OneLeavesAndAllRestart_FindEachOtherStateAndReminder()
    {
        var database = await server.Database();
        await using (var cluster = await PostgresCluster.Start(database, 2))
        {
            (await cluster.Client.GetGrain<INoteGrain>("anna").Keep(42)).ShouldBe(42);
            var members = await cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Token);
            members.Count.ShouldBe(2);
            await cluster.Stop(1);
            (await cluster.Client.GetGrain<INoteGrain>("bo").Keep(1)).ShouldBe(1);
        }

        await using (var cluster = await PostgresCluster.Start(database, 1))
        {
            var grain = cluster.Client.GetGrain<INoteGrain>("anna");
            (await grain.Read()).ShouldBe(42);
            (await grain.HasReminder()).ShouldBeTrue();
            (await grain.Keep(43)).ShouldBe(43);
        }
    }

    [Fact]
    public async Task WriteState_OldOrNoVersion_ConflictsAndChangesNothing()
    {
        await using var cluster = await PostgresCluster.Start(await server.Database(), 1);
        var storage = cluster.Storage;
        var (first, zombie) = (new GrainState<Counter>(new Counter { Value = 1 }), new GrainState<Counter>(new Counter { Value = 9 }));
        await storage.WriteStateAsync("note", Anna, first);
        first.ETag.ShouldBe("1");

        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Anna, zombie));
        first.State!.Value = 2;
        await storage.WriteStateAsync("note", Anna, first);
        zombie.ETag = "1";
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Anna, zombie));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", Anna, zombie));

        var read = new GrainState<Counter>();
        await storage.ReadStateAsync("note", Anna, read);
        (read.State!.Value, read.ETag, read.RecordExists).ShouldBe((2, "2", true));
        await storage.ReadStateAsync("other", Anna, read);
        (read.RecordExists, read.ETag).ShouldBe((false, null));
    }

    [Fact]
    public async Task WriteState_ManyFirstWritesAtOnce_OneWins()
    {
        await using var cluster = await PostgresCluster.Start(await server.Database(), 1);
        var storage = cluster.Storage;

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await storage.WriteStateAsync("note", Anna, new GrainState<Counter>(new Counter { Value = i }));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        won.Count(w => w).ShouldBe(1);
    }

    [Fact]
    public async Task ClearState_Written_FencesTheNextWrite()
    {
        await using var cluster = await PostgresCluster.Start(await server.Database(), 1);
        var storage = cluster.Storage;
        var state = new GrainState<Counter>(new Counter { Value = 1 });
        await storage.WriteStateAsync("note", Anna, state);
        var zombie = new GrainState<Counter>(new Counter { Value = 9 }, state.ETag!);

        await storage.ClearStateAsync("note", Anna, state);

        var read = new GrainState<Counter>();
        await storage.ReadStateAsync("note", Anna, read);
        (read.RecordExists, read.ETag).ShouldBe((false, "2"));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Anna, zombie));
        await storage.WriteStateAsync("note", Anna, read);
        read.ETag.ShouldBe("3");
    }

    [Fact]
    public async Task Membership_OldTableVersion_ChangesNothing()
    {
        await using var cluster = await PostgresCluster.Start(await server.Database(), 1);
        var table = cluster.Silo(0).GetRequiredService<IMembershipTable>();
        var before = await table.ReadAllAsync(Token);
        var (member, etag) = before.Members.ShouldHaveSingleItem();
        member.Status.ShouldBe(SiloStatus.Active);
        var stranger = new MembershipEntry
        {
            SiloAddress = Orleans.Runtime.SiloAddress.New(System.Net.IPAddress.Loopback, 1, 1), SiloName = "stranger",
            HostName = "h", Status = SiloStatus.Joining, StartTime = member.StartTime, IAmAliveTime = member.IAmAliveTime,
        };
        var old = new TableVersion(before.Version.Version - 1, $"{before.Version.Version - 1}");

        (await table.InsertRowAsync(stranger, old, Token)).ShouldBeFalse();
        (await table.UpdateRowAsync(member, etag, old, Token)).ShouldBeFalse();
        (await table.ReadAllAsync(Token)).Version.VersionEtag.ShouldBe(before.Version.VersionEtag);

        (await table.InsertRowAsync(stranger, before.Version, Token)).ShouldBeTrue();
        (await table.InsertRowAsync(stranger, (await table.ReadAllAsync(Token)).Version, Token)).ShouldBeFalse();
        (await table.ReadRowAsync(stranger.SiloAddress, Token)).Members.ShouldHaveSingleItem().Item1.SiloName.ShouldBe("stranger");
        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.MaxValue, Token);
        (await table.ReadAllAsync(Token)).Members.ShouldHaveSingleItem().Item1.SiloAddress.ShouldBe(member.SiloAddress);
    }

    [Fact]
    public async Task Reminders_UpsertRangeAndRemove_KeepToTheVersion()
    {
        await using var cluster = await PostgresCluster.Start(await server.Database(), 1);
        var table = cluster.Silo(0).GetRequiredService<IReminderTable>();
        var at = new DateTime(2026, 11, 11, 0, 0, 0, DateTimeKind.Utc);
        var entry = new ReminderEntry { GrainId = Anna, ReminderName = "r", StartAt = at, Period = TimeSpan.FromDays(40) };
        var hash = Anna.GetUniformHashCode();

        var first = await table.UpsertRow(entry, Token);
        var second = await table.UpsertRow(entry, Token);

        second.ShouldNotBe(first);
        (await table.RemoveRow(Anna, "r", first!, Token)).ShouldBeFalse();
        var read = (await table.ReadRow(Anna, "r", Token))!;
        (read.StartAt, read.Period, read.ETag).ShouldBe((at, TimeSpan.FromDays(40), second));
        (await table.ReadRows(unchecked(hash - 1), hash, Token)).Reminders.ShouldHaveSingleItem();
        (await table.ReadRows(hash, unchecked(hash + 1), Token)).Reminders.ShouldBeEmpty();
        (await table.ReadRows(0, 0, Token)).Reminders.ShouldHaveSingleItem();
        (await table.ReadRows(Anna, Token)).Reminders.ShouldHaveSingleItem();
        (await table.RemoveRow(Anna, "r", second!, Token)).ShouldBeTrue();
        var third = await table.UpsertRow(entry, Token);
        (await table.RemoveRow(Anna, "r", second!, Token)).ShouldBeFalse();
        third.ShouldNotBe(first);
    }
}
