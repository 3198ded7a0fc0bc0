using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Desk;

/// <summary>What agents see of a desk.</summary>
public static class DeskViews
{
    /// <summary>A ticket as agents see it.</summary>
    public static TicketView Of(Ticket ticket, DeskSetting setting) => new(
        ticket.Conversation, ticket.Id, ticket.State == TicketState.Active ? "active" : "waiting", ticket.Skill, ticket.Rank, ticket.Request)
    {
        Agent = ticket.Agent,
        AcceptedAt = ticket.AcceptedAt,
        AskedAt = ticket.AskedAt,
        DueAt = ticket.AskedAt + (ticket.AnsweredAt is null ? setting.FirstReply : setting.NextReply),
        Sentiment = ticket.Sentiment,
        Priority = ticket.Priority,
        Notes = ticket.Notes,
    };

    /// <summary>All agents.</summary>
    public static IReadOnlyList<AgentView> Agents(DeskState state)
    {
        var load = state.Tickets.Values.Where(t => t.State == TicketState.Active && t.Agent is not null)
            .CountBy(t => t.Agent!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. state.Agents.Values.OrderBy(a => a.Id, StringComparer.Ordinal).Select(a =>
            new AgentView(a.Id, a.Name, a.State, a.Skills, a.Capacity, load.GetValueOrDefault(a.Id)))];
    }
}
