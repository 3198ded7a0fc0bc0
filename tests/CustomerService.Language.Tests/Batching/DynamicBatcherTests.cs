using CsCheck;
using CustomerService.Core.Understanding;
using static CustomerService.Language.Tests.Batching.BatcherRig;

namespace CustomerService.Language.Tests.Batching;

public sealed class DynamicBatcherTests
{
    [Fact]
    public async Task Read_OneRow_RunsAtOnceAndAlone()
    {
        using var rig = new BatcherRig();
        (await rig.Read(Row(7))).ShouldBe([7]);
        rig.Session.Batches.Single().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Read_NoRows_GivesNone()
    {
        using var rig = new BatcherRig();
        (await rig.Read()).ShouldBeEmpty();
        rig.Session.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_WhileTheModelIsBusy_IsGatheredIntoTheNextBatch()
    {
        using var rig = new BatcherRig(held: true);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        Task<int[]>[] others = [rig.Read(Row(2), Row(3)), rig.Read(Row(4)), rig.Read(Row(5))];
        rig.Session.Release();
        (await first).ShouldBe([1]);
        await rig.Session.Taken();
        rig.Session.Release();
        (await Task.WhenAll(others)).ShouldBe([[2, 3], [4], [5]]);
        rig.Session.Batches.Select(b => b.Length).ShouldBe([1, 4]);
    }

    [Fact]
    public async Task Read_ASecondBatchAtOnce_DoesNotWaitForTheFirst()
    {
        using var rig = new BatcherRig(held: true, batchesAtOnce: 2);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var second = rig.Read(Row(2));
        await rig.Session.Taken();
        var third = rig.Read(Row(3));
        rig.Session.Batches.Count.ShouldBe(2);
        rig.Session.Release(3);
        (await Task.WhenAll(first, second, third)).ShouldBe([[1], [2], [3]]);
    }

    [Fact]
    public async Task Read_MoreThanABatchInOneRequest_WakesASecondWorker()
    {
        using var rig = new BatcherRig(held: true, tokenBudget: 64, batchesAtOnce: 2);
        var all = rig.Read([.. Enumerable.Range(0, 8).Select(id => Row(id, 16))]);
        await rig.Session.Taken();
        await rig.Session.Taken();
        rig.Session.Release(2);
        (await all).ShouldBe(Enumerable.Range(0, 8));
        rig.Session.Batches.Select(b => b.Length).ShouldBe([4, 4]);
    }

    [Fact]
    public async Task Read_UnlikeLengths_RunInGroupsTheOldestFirst()
    {
        using var rig = new BatcherRig(held: true);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var others = rig.Read(
            [Row(2, 40), .. Enumerable.Range(3, 20).Select(id => Row(id, 5)), Row(23, 41), Row(24, 38)]);
        rig.Session.Release(3);
        await others;
        rig.Session.Batches.Select(b => b.Select(r => r[0]).ToArray()).ShouldBe(
            [[1], [2, 23, 24], [.. Enumerable.Range(3, 20)]]);
        (await others).ShouldBe(Enumerable.Range(2, 23));
    }

    [Fact]
    public async Task Read_MoreThanTheBudget_IsCutInTheOrderOfArrival()
    {
        using var rig = new BatcherRig(held: true, tokenBudget: 64);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var others = rig.Read([.. Enumerable.Range(2, 10).Select(id => Row(id, 16))]);
        rig.Session.Release(4);
        await Task.WhenAll(first, others);
        rig.Session.Batches.Select(b => b.Length).ShouldBe([1, 4, 4, 2]);
        rig.Session.Batches.SelectMany(b => b).Select(r => r[0]).ShouldBeInOrder();
    }

    [Fact]
    public async Task Read_QueueFull_IsRejectedWholeAndLaterFits()
    {
        using var rig = new BatcherRig(held: true, queueRows: 3);
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var waiting = rig.Read(Row(2), Row(3));
        await Should.ThrowAsync<ReaderBusyException>(() => rig.Read(Row(4), Row(5)));
        var last = rig.Read(Row(6));
        rig.Session.Release(2);
        (await Task.WhenAll(first, waiting, last)).ShouldBe([[1], [2, 3], [6]]);
        rig.Session.Release();
        (await rig.Read(Row(7))).ShouldBe([7]);
    }

    [Fact]
    public async Task Read_Cancelled_EndsAtOnceAndIsSkipped()
    {
        using var rig = new BatcherRig(held: true);
        using var leaving = new CancellationTokenSource();
        var first = rig.Read(Row(1));
        await rig.Session.Taken();
        var gone = rig.Read(leaving.Token, Row(2), Row(3));
        var staying = rig.Read(Row(4));
        await leaving.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => gone)).CancellationToken.ShouldBe(leaving.Token);
        rig.Session.Release(2);
        (await Task.WhenAll(first, staying)).ShouldBe([[1], [4]]);
        rig.Session.Batches.SelectMany(b => b).Select(r => r[0]).ShouldBe([1, 4]);
    }

    [Fact]
    public async Task Read_CancelledBefore_IsNotQueued()
    {
        using var rig = new BatcherRig();
        await Should.ThrowAsync<OperationCanceledException>(() => rig.Read(new CancellationToken(canceled: true), Row(1)));
        rig.Session.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_BatchFails_FailsItsCallersAlone()
    {
        using var rig = new BatcherRig(held: true);
        var failing = rig.Read(Row(1));
        await rig.Session.Taken();
        var next = rig.Read(Row(2));
        rig.Session.NextFailure = new InvalidOperationException("broken");
        rig.Session.Release(2);
        (await Should.ThrowAsync<InvalidOperationException>(() => failing)).Message.ShouldBe("broken");
        (await next).ShouldBe([2]);
    }

    [Fact]
    public async Task Read_OneOfItsBatchesFails_LeavesTheRestUnrun()
    {
        using var rig = new BatcherRig(held: true, tokenBudget: 64);
        rig.Session.NextFailure = new InvalidOperationException("broken");
        var failing = rig.Read([.. Enumerable.Range(1, 30).Select(id => Row(id, 16))]);
        rig.Session.Release(2);
        await Should.ThrowAsync<InvalidOperationException>(() => failing);
        (await rig.Read(Row(99))).ShouldBe([99]);
        rig.Session.Batches.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Dispose_RowsWaiting_EndsTheRunningBatchAndFailsTheRest()
    {
        using var rig = new BatcherRig(held: true);
        var running = rig.Read(Row(1));
        await rig.Session.Taken();
        var waiting = rig.Read(Row(2));
        var disposing = Task.Run(rig.Batcher.Dispose, TestContext.Current.CancellationToken);
        // Released before it stops, the worker would take the next row and be held for good.
        while (rig.Read(Row(3)) is not { Exception.InnerException: ObjectDisposedException })
            await Task.Yield();
        rig.Session.Release();
        await disposing;
        (await running).ShouldBe([1]);
        await Should.ThrowAsync<ObjectDisposedException>(() => waiting);
        await Should.ThrowAsync<ObjectDisposedException>(() => rig.Read(Row(3)));
    }

    [Fact]
    public async Task Read_ManyCallersAtOnce_EachGetsItsOwnInOrder()
    {
        using var rig = new BatcherRig(queueRows: 100_000);
        await Gen.Int[1, 64].Array[1, 20].Array[1, 60].SampleAsync(async callers =>
        {
            var asked = callers.Select((lengths, c) => lengths.Select((n, i) => Row((c * 100) + i, n)).ToArray()).ToArray();
            var given = await Task.WhenAll(asked.Select(rows => Task.Run(() => rig.Read(rows))));
            given.ShouldBe(asked.Select(rows => rows.Select(r => r[0]).ToArray()));
        }, iter: 50);
        rig.Session.Batches.ShouldAllBe(b => b.Length * b.Max(r => r.Length) <= 512 || b.Length == 1);
    }
}
