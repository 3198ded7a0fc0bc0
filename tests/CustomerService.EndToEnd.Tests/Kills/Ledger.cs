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
internal sealed class Ledger(string user)
{
    private readonly Lock _gate = new();
    private readonly List<SentMessage> _sent = [];
    private readonly SortedDictionary<long, SeenEvent> _seen = [];
    private readonly List<string> _faults = [];

    public string User => user;

    public void Sends(string id, string text)
    {
        lock (_gate)
            _sent.Add(new(id, text, null));
    }

    public void Accepted(string id, long number)
    {
        lock (_gate)
        {
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
