using CustomerService.Contracts.Conversations;
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
        var conversation = entries[0].Conversation;
        return Advance(state, shown, numbers, dispatched) with
        {
            Dialogue = done.State,
            Turns = [.. state.Turns.Add(done.Record with { Numbers = numbers, At = at }).TakeLast(KeptTurns)],
            Outbox = [.. Left(state, dispatched), .. done.Effects.Select(e => Item(e, conversation))],
        };
    }

    /// <summary>The state after a notice; <paramref name="text"/> is null where it shows no words.</summary>
    public static ConversationState Notice(
        ConversationState state, InboxEntry notice, string? text, DateTimeOffset at, IReadOnlySet<string> dispatched) =>
        Advance(
            state,
            [
                new ConversationEvent(state.Sequence + 1, EventKinds.Status, at)
                {
                    Text = text, Status = notice.Text, Values = notice.Parameters,
                },
            ],
            [notice.Number],
            dispatched);

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

    private static OutboxItem Item(Effect effect, string conversation) => effect.Handover is { } handover
        ? new(handover.OperationId, effect with { Handover = handover with { Conversation = conversation } })
        : new(effect.Observation!.OperationId, effect);
}
