namespace CustomerService.Core.Desk;

/// <summary>Who gets a waiting conversation.</summary>
internal static class AssignmentRules
{
    /// <summary>Gives waiting conversations to agents, first place first, as the mode says.</summary>
    public static void AssignAll(DeskEdit edit, DeskSetting setting, DateTimeOffset now)
    {
        if (setting.Assignment == AssignmentMode.Manual)
            return;
        // One look at everything, however many wait: a desk of a promotion has hundreds of both.
        var load = new Dictionary<string, int>(StringComparer.Ordinal);
        var anybodyWaits = false;
        foreach (var ticket in edit.State.Tickets.Values)
        {
            anybodyWaits |= ticket.State == TicketState.Waiting;
            if (ticket is { State: TicketState.Active, Agent: { } agent })
                load[agent] = load.GetValueOrDefault(agent) + 1;
        }
        if (!anybodyWaits)
            return;
        var free = edit.State.Agents.Values.Where(a => a.State == AgentSeat.Online && load.GetValueOrDefault(a.Id) < a.Capacity)
            .OrderBy(a => a.Id, StringComparer.Ordinal).ToList();
        if (free.Count == 0)
            return;
        foreach (var ticket in QueueRules.Waiting(edit.State).ToArray())
        {
            if (Pick(free, load, ticket, setting.Assignment) is not { } index)
                continue;
            var agent = free[index];
            TicketMoves.Give(edit, ticket, agent, now);
            load[agent.Id] = load.GetValueOrDefault(agent.Id) + 1;
            if (load[agent.Id] < agent.Capacity)
                free[index] = edit.State.Agents[agent.Id];
            else
                free.RemoveAt(index);
            if (free.Count == 0)
                return;
        }
    }

    // The first of equals: the order of ids decides, so that a repeat decides the same.
    private static int? Pick(List<AgentSeat> free, Dictionary<string, int> load, Ticket ticket, AssignmentMode mode)
    {
        int? best = null;
        for (var i = 0; i < free.Count; i++)
        {
            var agent = free[i];
            if (!agent.Skills.Contains(ticket.Skill))
                continue;
            if (mode == AssignmentMode.LastAgent && agent.Id == ticket.Request.LastAgent)
                return i;
            if (best is not { } before || IsBetter(agent, free[before], load, mode))
                best = i;
        }
        return best;
    }

    private static bool IsBetter(AgentSeat agent, AgentSeat than, Dictionary<string, int> load, AssignmentMode mode) => mode == AssignmentMode.RoundRobin
        ? agent.AssignedAt < than.AssignedAt
        : (Part(agent, load), agent.AssignedAt).CompareTo((Part(than, load), than.AssignedAt)) < 0;

    private static double Part(AgentSeat agent, Dictionary<string, int> load) => (double)load.GetValueOrDefault(agent.Id) / agent.Capacity;
}
