namespace CustomerService.Contracts.Desk;

/// <summary>A note that only agents see.</summary>
/// <param name="At">When it was left.</param>
/// <param name="Agent">By whom.</param>
/// <param name="Text">What it says.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.TicketNote")]
public sealed record TicketNote(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string Agent, [property: Id(2)] string Text);

/// <summary>A conversation at the desk, as agents see it.</summary>
/// <param name="Conversation">Its id.</param>
/// <param name="Ticket">The id of this service of it.</param>
/// <param name="State">waiting or active.</param>
/// <param name="Skill">Who it is for.</param>
/// <param name="Rank">Waiting ones are served in this order, the smallest first.</param>
/// <param name="Request">What was handed over.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.TicketView")]
public sealed record TicketView(
    [property: Id(0)] string Conversation,
    [property: Id(1)] string Ticket,
    [property: Id(2)] string State,
    [property: Id(3)] string Skill,
    [property: Id(4)] DateTimeOffset Rank,
    [property: Id(5)] HandoverRequest Request)
{
    /// <summary>Who has it.</summary>
    [Id(6)] public string? Agent { get; init; }

    /// <summary>When the present agent got it.</summary>
    [Id(7)] public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the shopper's oldest words without an answer of a human came; null when all are answered.</summary>
    [Id(8)] public DateTimeOffset? AskedAt { get; init; }

    /// <summary>By when they should be answered.</summary>
    [Id(9)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Sentiment of the shopper's last words: -1, 0 or 1.</summary>
    [Id(10)] public int Sentiment { get; init; }

    /// <summary>Why it stands before others: vip, anger, high_risk, complex, returned; callback where the shopper wants a call.</summary>
    [Id(11)] public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Notes, oldest first.</summary>
    [Id(12)] public IReadOnlyList<TicketNote> Notes { get; init; } = [];
}

/// <summary>An agent as colleagues see them.</summary>
/// <param name="Id">The agent's id.</param>
/// <param name="Name">As shown.</param>
/// <param name="State">online, away or offline.</param>
/// <param name="Skills">Ids of skills.</param>
/// <param name="Capacity">Conversations at once.</param>
/// <param name="Load">Conversations now.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.AgentView")]
public sealed record AgentView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string State,
    [property: Id(3)] IReadOnlyList<string> Skills,
    [property: Id(4)] int Capacity,
    [property: Id(5)] int Load);

/// <summary>A desk, or what changed of it.</summary>
/// <param name="Epoch">Changes when the desk's memory begins anew; then only a full view helps.</param>
/// <param name="Revision">Counts changes within the epoch.</param>
/// <param name="Full">Whether everything is in it.</param>
/// <param name="Tickets">Conversations that wait or are with agents; of changes, the changed ones.</param>
/// <param name="Gone">Conversations that left the desk.</param>
/// <param name="Agents">Agents; of changes, the changed ones.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.DeskView")]
public sealed record DeskView(
    [property: Id(0)] string Epoch,
    [property: Id(1)] long Revision,
    [property: Id(2)] bool Full,
    [property: Id(3)] IReadOnlyList<TicketView> Tickets,
    [property: Id(4)] IReadOnlyList<string> Gone,
    [property: Id(5)] IReadOnlyList<AgentView> Agents);
