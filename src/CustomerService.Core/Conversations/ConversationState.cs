using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Conversations;

/// <summary>All a conversation keeps: one row, one write a turn. Stored as JSON: names are a contract.</summary>
public sealed record ConversationState
{
    /// <summary>All inbox numbers up to this one are handled.</summary>
    public long Handled { get; init; }

    /// <summary>
    /// Numbers up to <see cref="Handled"/> that were passed over because their entries were dead letters; the last few.
    /// One that is delivered after all gets its turn late.
    /// </summary>
    public ImmutableArray<long> Skipped { get; init; } = [];

    /// <summary>The sequence of the last event.</summary>
    public long Sequence { get; init; }

    /// <summary>What the dialogue remembers.</summary>
    public DialogueState Dialogue { get; init; } = DialogueState.Empty;

    /// <summary>The last events; older ones are in the transcript.</summary>
    public ImmutableArray<ConversationEvent> Window { get; init; } = [];

    /// <summary>Effects committed and, as far as is known, not dispatched yet.</summary>
    public ImmutableArray<OutboxItem> Outbox { get; init; } = [];

    /// <summary>The last turns, oldest first.</summary>
    public ImmutableArray<TurnRecord> Turns { get; init; } = [];

    /// <summary>How it stands with the human desk; null as long as no human ever had it.</summary>
    public DeskLink? Desk { get; init; }

    /// <summary>The shop's id of the shopper, where a channel proved it last.</summary>
    public string? Member { get; init; }

    /// <summary>What the bot would have said to the shopper's last words, had no human the conversation.</summary>
    public ImmutableArray<Reply> Draft { get; init; } = [];
}

/// <summary>An effect waiting to be dispatched.</summary>
/// <param name="Id">Its operation id.</param>
/// <param name="Effect">What to do.</param>
public sealed record OutboxItem(string Id, Effect Effect);
