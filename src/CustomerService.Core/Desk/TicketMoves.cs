using System.Collections.Immutable;
using System.Globalization;

namespace CustomerService.Core.Desk;

/// <summary>The moves of a ticket, with what they tell the shopper and what they leave for the figures.</summary>
internal static class TicketMoves
{
    // Repeats of a command come within seconds; eight others by then would be a strange agent.
    private const int KeptOperations = 8;

    /// <summary>An agent gets it.</summary>
    public static void Give(DeskEdit edit, Ticket ticket, AgentSeat agent, DateTimeOffset now, DoneOperation? operation = null)
    {
        var given = ticket with { State = TicketState.Active, Agent = agent.Id, AcceptedAt = now };
        edit.Put(Noted(given, operation).Tell($"given:{Stamp(now)}", NoticeCodes.Joined, ("agent", agent.Name), ("_agent", agent.Id), ("_ticket", ticket.Id)));
        edit.Put(agent with { AssignedAt = now }, isKept: false);
    }

    /// <summary>It waits again, before all others where its agent was lost.</summary>
    public static Ticket Requeue(Ticket ticket, string skill, string notice, DeskSetting setting, DateTimeOffset now)
    {
        ImmutableArray<string> priority = [.. ticket.Priority.Where(p => p != QueueRules.Returned), QueueRules.Returned];
        return (ticket with
        {
            State = TicketState.Waiting,
            Skill = skill,
            Agent = null,
            AcceptedAt = null,
            AskedAt = ticket.AskedAt ?? now,
            Priority = priority,
            Rank = QueueRules.Rank(ticket.Request.At, priority, setting),
        }).Tell($"requeued:{Stamp(now)}", notice);
    }

    /// <summary>It is over.</summary>
    public static Ticket End(Ticket ticket, string code, string? notice, DateTimeOffset now)
    {
        var missed = ticket is { State: TicketState.Active, AskedAt: { } asked } ? ticket.Keep(Round(ticket, asked, null, now)) : ticket;
        var over = missed with { State = TicketState.Done, DoneAt = now, AskedAt = null };
        var kept = over.Keep(new DeskRecord($"{ticket.Id}:end", DeskRecordKinds.End, now, ticket.Id, ticket.Conversation, ticket.Skill)
            {
                Agent = ticket.Agent,
                AskedAt = ticket.Request.At,
                Code = code,
                Notes = ticket.Notes.IsEmpty ? null : ticket.Notes,
            });
        return notice is null ? kept : kept.Tell("end", notice, ("_ticket", ticket.Id), ("_agent", ticket.Agent ?? ""), ("_skill", ticket.Skill), ("_code", code));
    }

    /// <summary>An agent answered: the clock stops, and the round counts for the figures.</summary>
    public static Ticket Answered(Ticket ticket, DateTimeOffset now) => ticket.AskedAt is { } asked
        ? (ticket with { AskedAt = null, AnsweredAt = now }).Keep(Round(ticket, asked, now, now))
        : ticket with { AnsweredAt = now };

    /// <summary>The ticket with a command noted as done.</summary>
    public static Ticket Noted(Ticket ticket, DoneOperation? operation) => operation is null
        ? ticket
        : ticket with { Operations = [.. ticket.Operations.Add(operation).TakeLast(KeptOperations)] };

    public static Ticket Tell(this Ticket ticket, string id, string code, params (string Name, string Value)[] values) =>
        ticket with
        {
            Outbox = ticket.Outbox.Add(new($"{ticket.Id}:{id}")
            {
                Notice = new(code, values.ToImmutableSortedDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal)),
            }),
        };

    private static Ticket Keep(this Ticket ticket, DeskRecord record) =>
        ticket with { Outbox = ticket.Outbox.Add(new(record.Id) { Record = record }) };

    private static DeskRecord Round(Ticket ticket, DateTimeOffset asked, DateTimeOffset? answered, DateTimeOffset now) =>
        new($"{ticket.Id}:round:{Stamp(asked)}", DeskRecordKinds.Round, now, ticket.Id, ticket.Conversation, ticket.Skill)
        {
            Agent = ticket.Agent,
            AskedAt = asked,
            AnsweredAt = answered,
            IsFirst = ticket.AnsweredAt is null,
        };

    private static string Stamp(DateTimeOffset at) => at.UtcTicks.ToString("x", CultureInfo.InvariantCulture);
}
