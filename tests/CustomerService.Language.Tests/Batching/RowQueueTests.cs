using CsCheck;
using CustomerService.Language.Batching;

namespace CustomerService.Language.Tests.Batching;

public sealed class RowQueueTests
{
    private const int Capacity = 24;

    private static readonly Gen<Step[]> Steps = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 64].Array[1, 6]).Select((tenant, lengths) => new Step(tenant, lengths)),
        Gen.Const(new Step(Take: true)),
        Gen.Int[0, 30].Select(i => new Step(Cancel: i))).Array[1, 120];

    [Fact]
    public void Queue_AnyArrivalsCancellationsAndBatches_LosesNoRowAndStaysWithinItsBounds() => Steps.Sample(steps =>
    {
        var queue = Queue();
        var waiting = new List<ReadRequest>();
        var taken = new Dictionary<ReadRequest, int>();
        foreach (var step in steps)
        {
            if (step.Take)
            {
                List<QueuedRow> batch = [];
                queue.Take(batch);
                if (batch.Count == 0 && waiting.Any(r => !r.Task.IsCompleted))
                    return false;
                if (batch.Count > 1 && batch.Count * batch.Max(r => r.Tokens.Length) > 512)
                    return false;
                foreach (var row in batch)
                    taken[row.Request] = taken.GetValueOrDefault(row.Request) + 1;
                waiting.RemoveAll(r => taken.GetValueOrDefault(r) == r.Rows.Count);
            }
            else if (step.Cancel is { } at && at < waiting.Count)
                waiting[at].TrySetCanceled();
            else if (step.Lengths is { } lengths)
            {
                var request = Request($"t{step.Tenant}", lengths);
                List<ReadRequest> displaced = [];
                if (queue.TryAdd(request, displaced))
                    waiting.Add(request);
                if (displaced.Any(d => d.Tenant == request.Tenant || !waiting.Remove(d)))
                    return false;
            }
            if (queue.Count > Capacity)
                return false;
        }
        // What still waits comes out whole, each row once.
        for (List<QueuedRow> batch = []; queue.Count > 0; batch.Clear())
        {
            queue.Take(batch);
            foreach (var row in batch)
                taken[row.Request] = taken.GetValueOrDefault(row.Request) + 1;
        }
        return waiting.All(r => r.Task.IsCompleted || taken.GetValueOrDefault(r) == r.Rows.Count);
    });

    [Fact]
    public void Take_ManyTenants_ServesTheOldestOfEachWithinARoundOfThem() =>
        Gen.Int[1, 64].Array[1, 5].Array[1, 5].Sample(tenants =>
        {
            var queue = new RowQueue(new(64, 16), 64, new(1000, 1000));
            foreach (var (lengths, tenant) in tenants.Select((l, t) => (l, t)))
                queue.TryAdd(Request($"t{tenant}", lengths), []);
            var served = new HashSet<string>(StringComparer.Ordinal);
            for (var round = 0; round < tenants.Length; round++)
            {
                List<QueuedRow> batch = [];
                queue.Take(batch);
                served.UnionWith(batch.Where(r => r.Index == 0).Select(r => r.Request.Tenant));
            }
            return served.Count == tenants.Length;
        });

    [Fact]
    public void TryAdd_FullOfOneTenantsRows_MakesRoomForAnotherUntilBothHaveAsMany()
    {
        var queue = Queue();
        List<ReadRequest> displaced = [];
        ReadRequest[] flood = [.. Enumerable.Range(0, Capacity).Select(_ => Request("big", [4]))];
        foreach (var request in flood)
            queue.TryAdd(request, displaced).ShouldBeTrue();
        queue.TryAdd(Request("big", [4]), displaced).ShouldBeFalse();
        displaced.ShouldBeEmpty();
        var taken = Enumerable.Range(0, Capacity).TakeWhile(_ => queue.TryAdd(Request("small", [4]), displaced)).Count();
        taken.ShouldBe(Capacity / 2);
        displaced.ShouldBe(flood.Reverse().Take(Capacity / 2), "the newest go first");
    }

    [Fact]
    public void TryAdd_FullOfCancelledRows_ForgetsThem()
    {
        var queue = Queue();
        var gone = Request("t", [.. Enumerable.Repeat(4, Capacity)]);
        queue.TryAdd(gone, []).ShouldBeTrue();
        gone.TrySetCanceled(TestContext.Current.CancellationToken);
        queue.TryAdd(Request("t", [4]), []).ShouldBeTrue();
        queue.Count.ShouldBe(1);
    }

    private static RowQueue Queue() => new(new(512, 16), 64, new(Capacity, Capacity));

    private static ReadRequest Request(string tenant, int[] lengths) => new(tenant, [.. lengths.Select(n => new int[n])], 0, default);

    private sealed record Step(int Tenant = 0, int[]? Lengths = null, bool Take = false, int? Cancel = null);
}
