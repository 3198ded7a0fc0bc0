using CustomerService.Core.Understanding;
using static CustomerService.Language.Tests.Batching.BatcherRig;

namespace CustomerService.Language.Tests.Batching;

public sealed class FairnessTests
{
    [Fact]
    public async Task Read_TenantWithAThousandRows_LeavesRoomForAnotherInTheNextBatch()
    {
        var token = TestContext.Current.CancellationToken;
        using var rig = new BatcherRig(held: true, tokenBudget: 64);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var bulk = rig.ReadFor("big", token, [.. Enumerable.Range(100, 200).Select(id => Row(id))]);
        var small = rig.ReadFor("small", token, Row(2), Row(3));
        rig.Session.Release(2);
        await first;
        (await small).ShouldBe([2, 3]);
        bulk.IsCompleted.ShouldBeFalse();
        rig.Session.Release(100);
        (await bulk).ShouldBe(Enumerable.Range(100, 200));
    }

    [Fact]
    public async Task Read_TenantsOfUnlikeLengths_LeadInTurn()
    {
        var token = TestContext.Current.CancellationToken;
        using var rig = new BatcherRig(held: true, tokenBudget: 64);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var big = rig.ReadFor("big", token, [.. Enumerable.Range(100, 64).Select(id => Row(id, 4))]);
        var small = rig.ReadFor("small", token, Row(2, 60));
        rig.Session.Release(3);
        (await small).ShouldBe([2]);
        rig.Session.Release(100);
        await Task.WhenAll(first, big);
    }

    [Fact]
    public async Task Read_TenantAtItsOwnLimit_IsRejectedAndOthersAreNot()
    {
        var token = TestContext.Current.CancellationToken;
        using var rig = new BatcherRig(held: true, queueRows: 8, tenantQueueRows: 2);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var full = rig.ReadFor("big", token, Row(2), Row(3));
        await Should.ThrowAsync<ReaderBusyException>(() => rig.ReadFor("big", token, Row(4)));
        var other = rig.ReadFor("small", token, Row(5));
        rig.Session.Release(3);
        (await Task.WhenAll(first, full, other)).ShouldBe([[1], [2, 3], [5]]);
    }
}
