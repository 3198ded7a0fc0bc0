using System.Collections.Immutable;

namespace CustomerService.Core.Desk;

/// <summary>An agent at the desk. Stored as JSON: names are a contract.</summary>
/// <param name="Id">The agent's id.</param>
/// <param name="Name">As shoppers see it.</param>
/// <param name="State">online, away or offline.</param>
/// <param name="Skills">Ids of skills.</param>
/// <param name="Capacity">Conversations at once.</param>
/// <param name="SeenAt">The last sign of life.</param>
public sealed record AgentSeat(
    string Id, string Name, string State, ImmutableArray<string> Skills, int Capacity, DateTimeOffset SeenAt)
{
    /// <summary>Takes conversations.</summary>
    public const string Online = "online";

    /// <summary>Keeps those they have, gets no more.</summary>
    public const string Away = "away";

    /// <summary>Not there.</summary>
    public const string Offline = "offline";

    /// <summary>When a conversation was given to them last.</summary>
    public DateTimeOffset AssignedAt { get; init; }
}

/// <summary>All that a desk knows: its conversations by id, its agents by id.</summary>
public sealed record DeskState
{
    /// <summary>A desk nobody has used.</summary>
    public static DeskState Empty { get; } = new();

    /// <summary>By conversation.</summary>
    public ImmutableDictionary<string, Ticket> Tickets { get; init; } = ImmutableDictionary.Create<string, Ticket>(StringComparer.Ordinal);

    /// <summary>By agent.</summary>
    public ImmutableDictionary<string, AgentSeat> Agents { get; init; } = ImmutableDictionary.Create<string, AgentSeat>(StringComparer.Ordinal);

    /// <summary>Conversations that an agent has.</summary>
    public int Load(string agent) => Tickets.Values.Count(t => t.State == TicketState.Active && t.Agent == agent);
}

/// <summary>Collects the changes of one step.</summary>
internal sealed class DeskEdit(DeskState before)
{
    private readonly HashSet<string> _tickets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _agents = new(StringComparer.Ordinal);

    public DeskState State { get; private set; } = before;

    public void Put(Ticket ticket)
    {
        State = State with { Tickets = State.Tickets.SetItem(ticket.Conversation, ticket) };
        _tickets.Add(ticket.Conversation);
    }

    public void Drop(string conversation)
    {
        State = State with { Tickets = State.Tickets.Remove(conversation) };
        _tickets.Add(conversation);
    }

    /// <summary>A sign of life or an assignment is worth no write; a change of presence is.</summary>
    public void Put(AgentSeat seat, bool isKept = true)
    {
        State = State with { Agents = State.Agents.SetItem(seat.Id, seat) };
        if (isKept)
            _agents.Add(seat.Id);
    }

    public DeskStep Done(string code, string? conversation = null) =>
        new(State, new(code) { Conversation = conversation }, _tickets, _agents);
}

/// <summary>What a command leads to.</summary>
/// <param name="State">The desk after it.</param>
/// <param name="Answer">What the caller is told.</param>
/// <param name="Tickets">Conversations whose tickets changed.</param>
/// <param name="Agents">Agents whose stored seats changed.</param>
public sealed record DeskStep(
    DeskState State, Contracts.Desk.DeskAnswer Answer, IReadOnlySet<string> Tickets, IReadOnlySet<string> Agents);
