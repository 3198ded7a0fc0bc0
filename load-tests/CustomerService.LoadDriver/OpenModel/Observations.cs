using System.Collections.Concurrent;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.OpenModel;

/// <summary>Watches accepted messages until their reply, by long poll: one request a message, no open socket a shopper.</summary>
internal sealed class Observations(HostClient host, RunSettings settings, TimeProvider time)
{
    // A poll returns at once for whatever is newer than this; a shopper's next message starts where the last one ended.
    private readonly ConcurrentDictionary<long, long> _seen = new();
    private readonly ConcurrentBag<(string Conversation, long Number)> _unanswered = [];
    private long _accepted;

    public long Accepted => Interlocked.Read(ref _accepted);

    public bool Watches(Outgoing message) => settings.ObserveEvery > 0 && message.User % settings.ObserveEvery == 0;

    /// <summary>Whether the reply came in time.</summary>
    public async Task<bool> UntilAnswered(Outgoing message, Posted posted)
    {
        Interlocked.Increment(ref _accepted);
        var after = _seen.GetValueOrDefault(message.User);
        using var patience = new CancellationTokenSource(settings.ReplyTimeout, time);
        try
        {
            while (true)
            {
                var page = await host.Events(posted.Conversation!, after, 20, patience.Token);
                _seen[message.User] = after = Math.Max(after, page.Next);
                if (page.Answers(posted.Number))
                    return true;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            _unanswered.Add((posted.Conversation!, posted.Number));
            return false;
        }
    }

    /// <summary>Looks again at what was not answered in time, when the inbox is empty.</summary>
    public async Task<(long Late, long Lost)> Settle(CancellationToken cancellation)
    {
        long late = 0, lost = 0;
        foreach (var (conversation, number) in _unanswered)
        {
            if (await IsAnswered(conversation, number, cancellation))
                late++;
            else
                lost++;
        }
        return (late, lost);
    }

    private async Task<bool> IsAnswered(string conversation, long number, CancellationToken cancellation)
    {
        var after = 0L;
        while (true)
        {
            var page = await host.Events(conversation, after, 0, cancellation);
            if (page.Answers(number))
                return true;
            if (page.Events.Length == 0)
                return false;
            after = page.Next;
        }
    }
}
