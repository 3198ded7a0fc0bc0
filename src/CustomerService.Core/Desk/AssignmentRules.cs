namespace CustomerService.Core.Desk;

/// <summary>Who gets a waiting conversation.</summary>
internal static class AssignmentRules
{
    /// <summary>Gives waiting conversations to agents, first place first, as the mode says.</summary>
    public static void AssignAll(DeskEdit edit, DeskSetting setting, DateTimeOffset now)
    {
        if (setting.Assignment == AssignmentMode.Manual || !edit.State.Agents.Values.Any(a => a.State == AgentSeat.Online))
            return;
        foreach (var ticket in QueueRules.Waiting(edit.State).ToArray())
        {
            if (Pick(edit.State, ticket, setting.Assignment) is { } agent)
                TicketMoves.Give(edit, ticket, agent, now);
        }
    }

    /// <summary>Whether the agent may have one more of this skill.</summary>
    public static bool IsFree(DeskState state, AgentSeat agent, string skill) =>
        agent.State == AgentSeat.Online && agent.Skills.Contains(skill) && state.Load(agent.Id) < agent.Capacity;

    private static AgentSeat? Pick(DeskState state, Ticket ticket, AssignmentMode mode)
    {
        var free = state.Agents.Values.Where(a => IsFree(state, a, ticket.Skill)).OrderBy(a => a.Id, StringComparer.Ordinal).ToArray();
        if (mode == AssignmentMode.LastAgent && free.FirstOrDefault(a => a.Id == ticket.Request.LastAgent) is { } last)
            return last;
        return mode == AssignmentMode.RoundRobin
            ? free.MinBy(a => a.AssignedAt)
            : free.MinBy(a => ((double)state.Load(a.Id) / a.Capacity, a.AssignedAt));
    }
}
