using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Desk;

/// <summary>Where a ticket stands.</summary>
public enum TicketState
{
    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>With an agent.</summary>
    Active,

    /// <summary>Over; kept for a while so that a repeated command finds its outcome.</summary>
    Done,
}

/// <summary>One service of a conversation by humans. Stored as JSON: names are a contract.</summary>
/// <param name="Request">What was handed over.</param>
/// <param name="Skill">Who it is for.</param>
/// <param name="Rank">Waiting ones are served in this order, the smallest first.</param>
public sealed record Ticket(HandoverRequest Request, string Skill, DateTimeOffset Rank)
{
    /// <summary>Where it stands.</summary>
    public TicketState State { get; init; }

    /// <summary>Who has it; of one that is done, who had it.</summary>
    public string? Agent { get; init; }

    /// <summary>When the present agent got it.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the shopper's oldest words without an answer of a human came.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When an agent answered last.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Sentiment of the shopper's last words.</summary>
    public int Sentiment { get; init; }

    /// <summary>Why it stands before others.</summary>
    public ImmutableArray<string> Priority { get; init; } = [];

    /// <summary>Notes of agents, oldest first.</summary>
    public ImmutableArray<TicketNote> Notes { get; init; } = [];

    /// <summary>The last commands carried out, so that a repeated one gets its first outcome.</summary>
    public ImmutableArray<DoneOperation> Operations { get; init; } = [];

    /// <summary>Notices and records committed and, as far as is known, not delivered yet.</summary>
    public ImmutableArray<DeskMail> Outbox { get; init; } = [];

    /// <summary>When it was over.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The conversation's id.</summary>
    [JsonIgnore]
    public string Conversation => Request.Conversation;

    /// <summary>The id of this service: the operation id of its hand-over.</summary>
    [JsonIgnore]
    public string Id => Request.OperationId;
}

/// <summary>A command that was carried out.</summary>
/// <param name="Id">Its operation id.</param>
/// <param name="Code">Its outcome.</param>
public sealed record DoneOperation(string Id, string Code);

/// <summary>Something a ticket sends; exactly one of notice and record is set.</summary>
/// <param name="Id">Unique in the conversation; delivering it again changes nothing.</param>
public sealed record DeskMail(string Id)
{
    /// <summary>Told to the shopper by the conversation's inbox.</summary>
    public DeskNotice? Notice { get; init; }

    /// <summary>Kept for figures.</summary>
    public DeskRecord? Record { get; init; }
}

/// <summary>A notice to a conversation.</summary>
/// <param name="Code">What happened.</param>
/// <param name="Values">Details; a name that begins with <c>_</c> is for the conversation and not shown.</param>
public sealed record DeskNotice(string Code, ImmutableSortedDictionary<string, string> Values);
