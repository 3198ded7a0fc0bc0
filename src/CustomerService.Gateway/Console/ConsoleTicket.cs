using CustomerService.Contracts.Desk;

namespace CustomerService.Gateway.Console;

/// <summary>A conversation at the desk, as lists show it; carries no slots and no member.</summary>
public sealed record ConsoleTicket
{
    /// <summary>The conversation's id.</summary>
    public required string Conversation { get; init; }

    /// <summary>waiting or active.</summary>
    public required string State { get; init; }

    /// <summary>Who it is for.</summary>
    public required string Skill { get; init; }

    /// <summary>Why it was handed over.</summary>
    public required string Reason { get; init; }

    /// <summary>The topic.</summary>
    public string? Intent { get; init; }

    /// <summary>When it was handed over.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Waiting ones are served in this order, the smallest first.</summary>
    public required DateTimeOffset Rank { get; init; }

    /// <summary>Who has it.</summary>
    public string? Agent { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the shopper's oldest words without an answer came.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>By when they should be answered.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>-1, 0 or 1.</summary>
    public required int Sentiment { get; init; }

    /// <summary>vip, anger, high_risk, complex, returned.</summary>
    public required IReadOnlyList<string> Priority { get; init; }

    /// <summary>The words that led here, masked.</summary>
    public string? Preview { get; init; }

    /// <summary>Notes of agents.</summary>
    public required IReadOnlyList<TicketNote> Notes { get; init; }

    internal static ConsoleTicket Of(TicketView ticket) => new()
    {
        Conversation = ticket.Conversation,
        State = ticket.State,
        Skill = ticket.Skill,
        Reason = ticket.Request.Reason,
        Intent = ticket.Request.Intent,
        At = ticket.Request.At,
        Rank = ticket.Rank,
        Agent = ticket.Agent,
        AcceptedAt = ticket.AcceptedAt,
        AskedAt = ticket.AskedAt,
        DueAt = ticket.DueAt,
        Sentiment = ticket.Sentiment,
        Priority = ticket.Priority,
        Preview = ticket.Request.Preview,
        Notes = ticket.Notes,
    };
}

/// <summary>A desk, or what changed of it, as far as the caller may see it.</summary>
public sealed record ConsoleDesk
{
    /// <summary>To resume by.</summary>
    public required string Mark { get; init; }

    /// <summary>Whether everything is in it; else only what changed.</summary>
    public required bool Full { get; init; }

    /// <summary>Conversations that wait or are with agents.</summary>
    public required IReadOnlyList<ConsoleTicket> Tickets { get; init; }

    /// <summary>Conversations to take off the lists.</summary>
    public required IReadOnlyList<string> Gone { get; init; }

    /// <summary>Agents.</summary>
    public required IReadOnlyList<AgentView> Agents { get; init; }

    internal static ConsoleDesk Of(TenantDesk desk, DeskDelta delta, ConsoleCaller caller) => new()
    {
        Mark = desk.Mark(delta.Version),
        Full = delta.Full,
        Tickets = [.. delta.Tickets.Where(caller.Sees).Select(ConsoleTicket.Of)],
        // What went to another skill or colleague is gone for this caller.
        Gone = delta.Full ? [] : [.. delta.Gone, .. delta.Tickets.Where(t => !caller.Sees(t)).Select(t => t.Conversation)],
        Agents = delta.Agents,
    };
}
