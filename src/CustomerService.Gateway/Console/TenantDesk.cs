using System.Globalization;
using CustomerService.Contracts.Desk;

namespace CustomerService.Gateway.Console;

/// <summary>What changed of a desk since a listener looked last.</summary>
/// <param name="Version">To be asked for next.</param>
/// <param name="Full">Whether everything is in it.</param>
/// <param name="Tickets">Those that wait or are with agents.</param>
/// <param name="Gone">Conversations that left the desk.</param>
/// <param name="Agents">Agents.</param>
internal sealed record DeskDelta(
    long Version, bool Full, IReadOnlyList<TicketView> Tickets, IReadOnlyList<string> Gone, IReadOnlyList<AgentView> Agents);

/// <summary>This process's copy of a tenant's desk: each listener asks for what it lacks, so a slow one holds up nobody.</summary>
internal sealed class TenantDesk
{
    // Who missed more than this gets everything anew.
    private const int KeptGone = 2000;

    private readonly Lock _gate = new();
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, (TicketView Ticket, long Version)> _tickets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (AgentView Agent, long Version)> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _gone = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private long _version = 1;
    private long _forgotten;

    /// <summary>The epoch of the desk that was copied; null before the first copy.</summary>
    public string? Epoch { get; private set; }

    /// <summary>The revision of the copy.</summary>
    public long Revision { get; private set; }

    /// <summary>Takes a push; false when something before it is missing.</summary>
    public bool Push(DeskView view)
    {
        lock (_gate)
        {
            if (view.Epoch != Epoch || view.Revision > Revision + 1)
                return false;
            if (view.Revision == Revision + 1)
                Take(view);
            return true;
        }
    }

    /// <summary>Takes what was read from the desk since <paramref name="after"/>.</summary>
    public void Read(DeskView view, long after)
    {
        lock (_gate)
        {
            // A push may have come first.
            if (view.Full ? view.Epoch == Epoch && view.Revision <= Revision : view.Epoch != Epoch || after > Revision || view.Revision <= Revision)
                return;
            Take(view);
        }
    }

    public TicketView? Ticket(string conversation)
    {
        lock (_gate)
            return _tickets.TryGetValue(conversation, out var known) ? known.Ticket : null;
    }

    public AgentView? Agent(string id)
    {
        lock (_gate)
            return _agents.TryGetValue(id, out var known) ? known.Agent : null;
    }

    /// <summary>What changed after a version.</summary>
    public DeskDelta Since(long version)
    {
        lock (_gate)
        {
            var full = version <= _forgotten || version > _version;
            return new(
                _version, full,
                [.. _tickets.Values.Where(t => full || t.Version > version).Select(t => t.Ticket)],
                full ? [] : [.. _gone.Where(g => g.Value > version).Select(g => g.Key)],
                [.. _agents.Values.Where(a => full || a.Version > version).Select(a => a.Agent)]);
        }
    }

    /// <summary>Completes when there is something after a version.</summary>
    public Task Changed(long version)
    {
        lock (_gate)
            return _version > version && Epoch is not null ? Task.CompletedTask : _changed.Task;
    }

    /// <summary>A version as a client keeps it to resume.</summary>
    public string Mark(long version) => string.Create(CultureInfo.InvariantCulture, $"{_instance}-{version}");

    /// <summary>The version of a mark; 0, which is before everything, where it is of another process.</summary>
    public long Version(string? mark) =>
        mark?.Split('-') is [var instance, var number] && instance == _instance
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;

    private void Take(DeskView view)
    {
        _version++;
        if (view.Full)
        {
            _tickets.Clear();
            _gone.Clear();
            _forgotten = _version - 1;
        }
        foreach (var ticket in view.Tickets)
        {
            _tickets[ticket.Conversation] = (ticket, _version);
            _gone.Remove(ticket.Conversation);
        }
        foreach (var conversation in view.Gone)
        {
            _tickets.Remove(conversation);
            _gone[conversation] = _version;
        }
        foreach (var agent in view.Agents)
            _agents[agent.Id] = (agent, _version);
        if (_gone.Count > KeptGone)
        {
            _forgotten = _version - 1;
            _gone.Clear();
        }
        (Epoch, Revision) = (view.Epoch, view.Revision);
        var told = _changed;
        _changed = NewSignal();
        told.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
