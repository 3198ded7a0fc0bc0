using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>Posts messages as fast as they are answered.</summary>
internal static class MessagePost
{
    // Far below a host's saturation there is no queue, and far above one caller there is no waiting.
    private const int Callers = 64;

    // The host's inbox must not run away from its turns: so many messages are posted, then answered, then the next.
    private const int Chunk = 1_000;

    /// <summary>Returns when all are answered.</summary>
    public static async Task All(HostClient host, HostMetrics counters, IEnumerable<Outgoing> messages, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellation };
        foreach (var chunk in messages.Chunk(Chunk))
        {
            await Parallel.ForEachAsync(chunk, options, async (message, cancellation) => await One(host, message, cancellation));
            if (!await counters.Drain(cancellation))
                throw new InvalidOperationException("The host does not answer any more.");
        }
    }

    private static async Task One(HostClient host, Outgoing message, CancellationToken cancellation)
    {
        var posted = await host.Post(message);
        // A host that is behind says so; this is no measure of its pace.
        while (posted.Status == "429")
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            posted = await host.Post(message);
        }
        if (posted.Conversation is null)
            throw new InvalidOperationException($"A message was answered with {posted.Status}.");
    }
}
