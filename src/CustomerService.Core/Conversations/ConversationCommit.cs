using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Conversations;

/// <summary>Builds the one state write of a turn: pure, so that a turn run again builds the same.</summary>
public static class ConversationCommit
{
    /// <summary>Events kept in the state: a screen or two, some 8 KB; older ones move to the transcript.</summary>
    public const int WindowSize = 32;

    /// <summary>Turns kept for operators and agents.</summary>
    public const int KeptTurns = 20;

    /// <summary>Passed-over numbers kept; more dead letters in one conversation than an operator would retry.</summary>
    public const int KeptSkipped = 32;

    /// <summary>The state after a turn, without the outbox items in <paramref name="dispatched"/>.</summary>
    /// <param name="state">Before it.</param>
    /// <param name="entries">The messages it answers, in order.</param>
    /// <param name="done">What was decided.</param>
    /// <param name="at">When.</param>
    /// <param name="dispatched">Ids of effects known to be done.</param>
    public static ConversationState Turn(
        ConversationState state, IReadOnlyList<InboxEntry> entries, Decision.Done done, DateTimeOffset at,
        IReadOnlySet<string> dispatched)
    {
        long[] numbers = [.. entries.Select(e => e.Number)];
        var sequence = state.Sequence;
        var shown = entries.Select(e => Message(e, ++sequence))
            .Concat(done.Replies.Select(r => Reply(r, ++sequence, at, numbers))).ToArray();
        return Advance(state, shown, numbers, dispatched) with
        {
            Dialogue = done.State,
            Member = entries.LastOrDefault(e => e.Member is not null)?.Member ?? state.Member,
            Desk = done.Effects.Any(e => e.Desk is { Kind: DeskCommandKind.Rate }) ? state.Desk! with { Ratable = null } : state.Desk,
            Draft = [],
            Turns = [.. state.Turns.Add(done.Record with { Numbers = numbers, At = at }).TakeLast(KeptTurns)],
            Outbox = [.. Left(state, dispatched), .. done.Effects.Concat(HumanSide.Heard(state, entries, done)).Select(e => Item(e, entries[^1], state))],
        };
    }

    /// <summary>The state after a notice; <paramref name="words"/> is null where it shows none.</summary>
    public static ConversationState Notice(
        ConversationState state, InboxEntry notice, Reply? words, DateTimeOffset at, IReadOnlySet<string> dispatched) =>
        Advance(
            state,
            [
                new ConversationEvent(state.Sequence + 1, EventKinds.Status, at)
                {
                    Text = words?.Text,
                    QuickReplies = words is null or { QuickReplies.IsEmpty: true } ? null : words.QuickReplies,
                    Status = notice.Text,
                    Values = Shown(notice.Parameters),
                },
            ],
            [notice.Number],
            dispatched) with
        {
            Desk = DeskLink.After(state.Desk, notice),
            Dialogue = DeskLink.Ends(notice.Text) ? state.Dialogue with { Handover = null, Misses = 0, Negatives = 0, Heat = 0, Soothed = null } : state.Dialogue,
            Draft = DeskLink.Ends(notice.Text) ? [] : state.Draft,
        };

    /// <summary>The state after an agent's message.</summary>
    /// <param name="state">Before it.</param>
    /// <param name="entry">The message.</param>
    /// <param name="dialogue">The dialogue that has heard it.</param>
    /// <param name="at">When.</param>
    /// <param name="dispatched">Ids of effects known to be done.</param>
    public static ConversationState Agent(
        ConversationState state, InboxEntry entry, DialogueState dialogue, DateTimeOffset at, IReadOnlySet<string> dispatched) =>
        Advance(
            state,
            [
                new ConversationEvent(state.Sequence + 1, EventKinds.Agent, at)
                {
                    Text = entry.Text.Length > 0 ? entry.Text : null,
                    Number = entry.Number,
                    MessageId = entry.MessageId,
                    Cards = entry.Cards.Count > 0 ? entry.Cards : null,
                    Author = entry.Parameters.GetValueOrDefault("agent"),
                },
            ],
            [entry.Number],
            dispatched) with
        {
            Dialogue = dialogue,
            Draft = [],
        };

    // Details for the conversation alone begin with an underscore.
    private static Dictionary<string, string> Shown(IReadOnlyDictionary<string, string> values) =>
        values.Where(v => !v.Key.StartsWith('_')).ToDictionary(StringComparer.Ordinal);

    private static ConversationState Advance(
        ConversationState state, IReadOnlyList<ConversationEvent> shown, long[] handled, IReadOnlySet<string> dispatched) =>
        state with
        {
            Handled = Math.Max(state.Handled, handled[^1]),
            Skipped = [.. state.Skipped.Concat(Between(state.Handled, handled[^1])).Except(handled).TakeLast(KeptSkipped)],
            Sequence = state.Sequence + shown.Count,
            Window = [.. state.Window, .. shown],
            Outbox = [.. Left(state, dispatched)],
        };

    private static IEnumerable<long> Between(long before, long last)
    {
        for (var number = before + 1; number <= last; number++)
            yield return number;
    }

    private static IEnumerable<OutboxItem> Left(ConversationState state, IReadOnlySet<string> dispatched) =>
        state.Outbox.Where(i => !dispatched.Contains(i.Id));

    private static ConversationEvent Message(InboxEntry entry, long sequence) =>
        new(sequence, EventKinds.Message, entry.ReceivedAt)
        {
            Text = entry.Text,
            Number = entry.Number,
            MessageId = entry.MessageId,
            Media = entry.Media.Count > 0 ? entry.Media : null,
        };

    private static ConversationEvent Reply(Reply reply, long sequence, DateTimeOffset at, long[] numbers) =>
        new(sequence, EventKinds.Reply, at)
        {
            Text = reply.Text,
            InReplyTo = numbers,
            Cards = reply.Cards.IsEmpty ? null : reply.Cards,
            QuickReplies = reply.QuickReplies.IsEmpty ? null : reply.QuickReplies,
        };

    private static OutboxItem Item(Effect effect, InboxEntry last, ConversationState state) => effect switch
    {
        { Handover: { } handover } => new(
            handover.OperationId,
            effect with
            {
                Handover = handover with
                {
                    Conversation = last.Conversation,
                    Member = last.Member ?? state.Member,
                    Preview = HumanSide.Preview(last.Text),
                    LastAgent = state.Desk?.LastAgent,
                },
            }),
        { Desk: { } command } => new(command.OperationId, effect with { Desk = command with { Conversation = last.Conversation } }),
        { Webhook: { } happened } => new($"{happened.Operation}:{happened.Type}", effect),
        _ => new(effect.Observation!.OperationId, effect),
    };
}
