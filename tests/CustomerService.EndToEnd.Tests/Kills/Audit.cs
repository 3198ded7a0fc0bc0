using CustomerService.Contracts.Conversations;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>What an audit counted.</summary>
internal sealed record Findings(int Accepted, int Lost, int Doubled, int Unanswered, int Turns, int Replies, IReadOnlyList<string> Faults)
{
    public static Findings None { get; } = new(0, 0, 0, 0, 0, 0, []);

    /// <summary>Conversations with a place in the desk's queue.</summary>
    public int HandedOver { get; init; }

    /// <summary>Of conversations with faults: what the host tells in the end, a line an event.</summary>
    public IReadOnlyList<string> Transcripts { get; init; } = [];

    public static Findings operator +(Findings a, Findings b) => new(
        a.Accepted + b.Accepted, a.Lost + b.Lost, a.Doubled + b.Doubled, a.Unanswered + b.Unanswered,
        a.Turns + b.Turns, a.Replies + b.Replies, [.. a.Faults, .. b.Faults])
    {
        HandedOver = a.HandedOver + b.HandedOver,
        Transcripts = [.. a.Transcripts, .. b.Transcripts],
    };
}

/// <summary>Holds a ledger against the conversation as the host tells it in the end.</summary>
internal static class Audit
{
    /// <summary>All that is wrong with one conversation.</summary>
    /// <param name="ledger">What was seen from outside.</param>
    /// <param name="told">The whole conversation, read anew after the last start.</param>
    public static Findings Of(Ledger ledger, IReadOnlyList<SeenEvent> told)
    {
        var faults = new List<string>(ledger.Faults);
        var events = told.Select(t => t.Event).ToArray();
        var (lost, doubled) = Messages(ledger, events, faults);
        var (turns, again, answered) = Turns(events, faults);
        Order(ledger, events, faults);
        Past(ledger, told, faults);
        var accepted = ledger.Sent.Where(m => m.Number is not null).ToArray();
        var unanswered = accepted.Where(m => !answered.Contains(m.Number!.Value)).ToArray();
        faults.AddRange(unanswered.Select(m => $"number {m.Number} was never answered"));
        return new(
            accepted.Length, lost, doubled + again, unanswered.Length, turns, events.Count(e => e.Kind == EventKinds.Reply),
            [.. faults.Select(f => f.StartsWith(ledger.User, StringComparison.Ordinal) ? f : $"{ledger.User}: {f}")])
        {
            Transcripts = faults.Count > 0 ? [$"{ledger.User}:", .. told.Select(t => t.Raw)] : [],
        };
    }

    // Every accepted message is told once, with its number and its words; nothing is told that was not sent.
    private static (int Lost, int Doubled) Messages(Ledger ledger, ConversationEvent[] events, List<string> faults)
    {
        var told = events.Where(e => e.Kind == EventKinds.Message).ToLookup(e => e.MessageId!, StringComparer.Ordinal);
        var (lost, doubled) = (0, 0);
        foreach (var sent in ledger.Sent)
        {
            var times = told[sent.Id].Count();
            if (times == 0 && sent.Number is not null)
            {
                lost++;
                faults.Add($"message {sent.Id}, accepted as number {sent.Number}, is lost");
            }
            if (times > 1)
            {
                doubled++;
                faults.Add($"message {sent.Id} is told {times} times");
            }
            if (told[sent.Id].FirstOrDefault() is { } shown && (shown.Number != (sent.Number ?? shown.Number) || shown.Text != sent.Text))
                faults.Add($"message {sent.Id} is told as number {shown.Number} '{shown.Text}', sent as {sent.Number} '{sent.Text}'");
        }
        var known = ledger.Sent.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(told.Where(t => !known.Contains(t.Key)).Select(t => $"message {t.Key} was never sent"));
        return (lost, doubled);
    }

    // A commit shows the messages of a turn and then its replies: anything else is a turn torn or told twice.
    private static (int Turns, int Doubled, HashSet<long> Answered) Turns(ConversationEvent[] events, List<string> faults)
    {
        var (turns, doubled) = (0, 0);
        var answered = new HashSet<long>();
        var heard = new List<long>();
        var group = Array.Empty<long>();
        foreach (var each in events)
        {
            if (each.Kind == EventKinds.Message)
            {
                if (group.Length > 0)
                    heard.Clear();
                group = [];
                heard.Add(each.Number!.Value);
            }
            else if (each.Kind == EventKinds.Reply && group.Length > 0 && heard.Count > 0)
            {
                if (!group.SequenceEqual(each.InReplyTo!))
                    faults.Add($"reply {each.Sequence} answers {Show(each.InReplyTo!)} among the replies to {Show(group)}");
            }
            else if (each.Kind == EventKinds.Reply)
            {
                turns++;
                group = [.. each.InReplyTo!];
                if (!heard.SequenceEqual(group))
                    faults.Add($"reply {each.Sequence} answers {Show(group)} and follows the messages {Show(heard)}");
                var twice = group.Where(n => !answered.Add(n)).ToArray();
                doubled += twice.Length;
                faults.AddRange(twice.Select(n => $"number {n} is answered by a second turn, at sequence {each.Sequence}"));
            }
            else
            {
                if (group.Length == 0 && heard.Count > 0)
                    faults.Add($"{each.Kind} {each.Sequence} stands between the messages {Show(heard)} and their replies");
                (group, heard) = ([], []);
            }
        }
        return (turns, doubled, answered);
    }

    // One order: sequences without gaps, numbers that grow with them, and what one sender sent in turn stays in turn.
    private static void Order(Ledger ledger, ConversationEvent[] events, List<string> faults)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].Sequence != i + 1)
                faults.Add($"event {i + 1} of the conversation has the sequence {events[i].Sequence}");
        }
        Grows("numbers in the order of sequences", events.Where(e => e.Number is not null).Select(e => e.Number!.Value));
        Grows("numbers in the order of sending", ledger.Sent.Where(m => m.Number is not null).Select(m => m.Number!.Value));

        void Grows(string what, IEnumerable<long> numbers)
        {
            var last = 0L;
            foreach (var number in numbers)
            {
                if (number <= last)
                    faults.Add($"{what}: {number} comes after {last}");
                last = number;
            }
        }
    }

    // What was once read is still there, word for word.
    private static void Past(Ledger ledger, IReadOnlyList<SeenEvent> told, List<string> faults)
    {
        var now = told.ToLookup(t => t.Event.Sequence);
        foreach (var seen in ledger.Seen)
        {
            if (now[seen.Event.Sequence].FirstOrDefault() is not { } same)
                faults.Add($"event {seen.Event.Sequence} was read once and is gone: {seen.Raw}");
            else if (same.Raw != seen.Raw)
                faults.Add($"event {seen.Event.Sequence} was {seen.Raw} and is now {same.Raw}");
        }
    }

    private static string Show(IEnumerable<long> numbers) => string.Join(',', numbers);
}
