using Orleans.Storage;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>Writers that each rewrite a state of their own, one write after the other.</summary>
internal static class StorageWrites
{
    /// <summary>Writes a second.</summary>
    public static async Task<double> Measure(IGrainStorage storage, int writers, int bytes, TimeSpan length)
    {
        var time = TimeProvider.System;
        var states = Enumerable.Range(0, writers).Select(i => State(i, bytes)).ToArray();
        foreach (var (id, state) in states)
        {
            await storage.ReadStateAsync("conversation", id, state);
            state.State = new Blob { Bytes = Payload(bytes, id.GetHashCode()) };
            await storage.WriteStateAsync("conversation", id, state);
        }
        var (done, started) = (0L, time.GetTimestamp());
        await Task.WhenAll(states.Select(s => Task.Run(() => Writer(s.Id, s.State))));
        return done / time.GetElapsedTime(started).TotalSeconds;

        async Task Writer(GrainId id, GrainState<Blob> state)
        {
            while (time.GetElapsedTime(started) < length)
            {
                state.State!.Bytes[0]++;
                await storage.WriteStateAsync("conversation", id, state);
                Interlocked.Increment(ref done);
            }
        }
    }

    private static (GrainId Id, GrainState<Blob> State) State(int index, int bytes) =>
        (GrainId.Create("conversation", $"default.web.{bytes}{index:d16}"), new GrainState<Blob>(new Blob()));

    private static byte[] Payload(int bytes, int seed)
    {
        var payload = new byte[bytes];
        new Random(seed).NextBytes(payload);
        return payload;
    }
}
