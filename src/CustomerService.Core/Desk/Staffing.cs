namespace CustomerService.Core.Desk;

/// <summary>Who is there for a skill, counted once for a whole line.</summary>
/// <param name="Free">Conversations that could be taken now.</param>
/// <param name="Slots">Conversations at once, of all who are there; 0 where nobody is.</param>
public readonly record struct Staffing(int Free, int Slots)
{
    /// <summary>Counts the agents who are online.</summary>
    public static Staffing Of(DeskState state, string skill)
    {
        var there = state.Agents.Values.Where(a => a.State == AgentSeat.Online && a.Skills.Contains(skill))
            .ToDictionary(a => a.Id, a => a.Capacity, StringComparer.Ordinal);
        if (there.Count == 0)
            return default;
        var slots = there.Values.Sum();
        foreach (var ticket in state.Tickets.Values)
        {
            if (ticket is { State: TicketState.Active, Agent: { } agent } && there.TryGetValue(agent, out var left) && left > 0)
                there[agent] = left - 1;
        }
        return new(there.Values.Sum(), slots);
    }

    /// <summary>How long a place may take: those before it and itself, shared by all who are there; null where nobody is.</summary>
    /// <param name="position">The place among those of the skill, from 1.</param>
    /// <param name="handleTime">Of one conversation.</param>
    public TimeSpan? ExpectedWait(int position, TimeSpan handleTime) =>
        Slots == 0 ? null : position <= Free ? TimeSpan.Zero : handleTime * ((double)(position - Free) / Slots);
}
