using CustomerService.Contracts.Desk;
using CustomerService.Core.Desk;

namespace CustomerService.Grains.Desk;

/// <summary>Counts the changes of a desk, so that a listener can be told what it missed.</summary>
internal sealed class DeskNews(DeskSetting setting)
{
    // Who missed more than this gets everything anew.
    private const int KeptGone = 1000;

    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, long> _changed = new(StringComparer.Ordinal);
    private readonly Queue<(long Revision, string Conversation)> _gone = new();
    private readonly Dictionary<string, (AgentView View, long Revision)> _agents = new(StringComparer.Ordinal);
    private long _forgotten;
    private long _revision;

    /// <summary>Notes a change and gives what to push.</summary>
    public DeskView Note(DeskState state, IEnumerable<string> conversations)
    {
        _revision++;
        var tickets = new List<TicketView>();
        var gone = new List<string>();
        foreach (var conversation in conversations)
        {
            if (state.Tickets.GetValueOrDefault(conversation) is { State: not TicketState.Done } ticket)
            {
                _changed[conversation] = _revision;
                tickets.Add(DeskViews.Of(ticket, setting));
            }
            else
            {
                _changed.Remove(conversation);
                _gone.Enqueue((_revision, conversation));
                gone.Add(conversation);
            }
        }
        while (_gone.Count > KeptGone)
            _forgotten = _gone.Dequeue().Revision;
        return new(_epoch, _revision, false, tickets, gone, [.. ChangedAgents(state)]);
    }

    private IEnumerable<AgentView> ChangedAgents(DeskState state)
    {
        foreach (var view in DeskViews.Agents(state))
        {
            if (_agents.TryGetValue(view.Id, out var known) && known.View with { Skills = view.Skills } == view && known.View.Skills.SequenceEqual(view.Skills))
                continue;
            _agents[view.Id] = (view, _revision);
            yield return view;
        }
    }

    /// <summary>What changed after a revision, or everything.</summary>
    public DeskView Since(DeskState state, string? epoch, long after)
    {
        var full = epoch != _epoch || after < _forgotten || after > _revision;
        var tickets = state.Tickets.Values
            .Where(t => t.State != TicketState.Done && (full || _changed.GetValueOrDefault(t.Conversation) > after))
            .Select(t => DeskViews.Of(t, setting));
        return new(
            _epoch, _revision, full, [.. tickets],
            full ? [] : [.. _gone.Where(g => g.Revision > after).Select(g => g.Conversation).Distinct(StringComparer.Ordinal).Where(c => !_changed.ContainsKey(c))],
            full ? DeskViews.Agents(state) : [.. _agents.Values.Where(a => a.Revision > after).Select(a => a.View)]);
    }
}
