using System.Text.Json;
using CustomerService.Contracts.Conversations;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>An event as it came: what it says, and its very words to compare with later ones.</summary>
internal sealed record SeenEvent(ConversationEvent Event, string Raw)
{
    public static SeenEvent Of(JsonElement json) => new(json.Deserialize<ConversationEvent>(JsonSerializerOptions.Web)!, json.GetRawText());
}

/// <summary>A message of a sender, in the order of sending; its number once the host said 202.</summary>
internal sealed record SentMessage(string Id, string Text, long? Number);

/// <summary>
/// What the outside saw of one conversation: every message that was sent, every number that was promised, every event
/// that was ever read. Shares nothing with the host; it never forgets and never corrects itself.
/// </summary>
internal sealed class Ledger(string user, string tenant = "default")
{
    private readonly Lock _gate = new();
    private readonly List<SentMessage> _sent = [];
    private readonly SortedDictionary<long, SeenEvent> _seen = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<long, long> _acceptedAt = [];
    private readonly Dictionary<long, long> _answeredAt = [];
    private readonly List<(long At, TimeSpan Took)> _acknowledged = [];

    public string User => user;

    public string Tenant => tenant;

    /// <summary>When a 202 came, and how long after the sending of what it accepted; tries that failed do not count.</summary>
    public IReadOnlyList<(long At, TimeSpan Took)> Acknowledged
    {
        get
        {
            lock (_gate)
                return [.. _acknowledged];
        }
    }

    /// <summary>By number: when the 202 and when the first reply were seen, in timestamps of the system's time; no reply is null.</summary>
    public IReadOnlyList<(long Accepted, long? Answered)> Times
    {
        get
        {
            lock (_gate)
                return [.. _acceptedAt.Select(a => (a.Value, _answeredAt.TryGetValue(a.Key, out var at) ? at : (long?)null))];
        }
    }

    public void Sends(string id, string text)
    {
        lock (_gate)
            _sent.Add(new(id, text, null));
    }

    public void Accepted(string id, long number, long asked = 0)
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (_acceptedAt.TryAdd(number, now))
                _acknowledged.Add((now, TimeProvider.System.GetElapsedTime(asked, now)));
            var index = _sent.FindIndex(m => m.Id == id);
            if (_sent[index].Number is { } before && before != number)
                _faults.Add($"{user}: message {id} was number {before} and is number {number} when it is sent again");
            _sent[index] = _sent[index] with { Number = number };
        }
    }

    public void Saw(SeenEvent seen)
    {
        lock (_gate)
        {
            foreach (var number in seen.Event.InReplyTo ?? [])
                _answeredAt.TryAdd(number, TimeProvider.System.GetTimestamp());
            if (!_seen.TryAdd(seen.Event.Sequence, seen) && _seen[seen.Event.Sequence].Raw != seen.Raw)
                _faults.Add($"{user}: event {seen.Event.Sequence} was {_seen[seen.Event.Sequence].Raw} and came again as {seen.Raw}");
        }
    }

    public void Wrong(string fault)
    {
        lock (_gate)
            _faults.Add($"{user}: {fault}");
    }

    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public IReadOnlyList<SeenEvent> Seen
    {
        get
        {
            lock (_gate)
                return [.. _seen.Values];
        }
    }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
                return [.. _faults];
        }
    }
}
