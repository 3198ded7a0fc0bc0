using CustomerService.Contracts.Desk;
using CustomerService.Core.Desk;

namespace CustomerService.DeskSimulation;

/// <summary>A day of a desk in virtual time: the product's rules decide, agents work and shoppers write.</summary>
internal sealed class DeskDay
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Number)> _events = new();
    private readonly Dictionary<string, AgentAtWork> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Visit> _visits;
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Ticket> _waiting = new(StringComparer.Ordinal);
    private readonly DeskSetting _setting;
    private readonly DayReport _report;
    private readonly TimeSpan _bonuses;
    private DeskState _state = DeskState.Empty;
    private DateTimeOffset _now = PromotionDay.Opens;
    private long _number;

    public DeskDay(PromotionDay day, DeskSetting setting, int agents, int seed)
    {
        _setting = setting;
        _bonuses = setting.Bonus.Values.Aggregate(TimeSpan.Zero, (a, b) => a + b);
        _visits = day.Visits.ToDictionary(v => v.Request.Conversation, StringComparer.Ordinal);
        _report = new DayReport(day.Visits.Count);
        var random = new Random(seed + 1);
        for (var i = 0; i < agents; i++)
            Hire($"agent{i:000}", Skills(i, random));
        foreach (var visit in day.Visits)
            At(visit.Request.At, () => Step(DeskRules.Enqueue(_state, visit.Request, visit.Vip, _setting, _now)));
        At(PromotionDay.Opens.AddMinutes(1), Tick);
    }

    public DayReport Run()
    {
        while (_events.TryDequeue(out var next, out var when))
        {
            _now = when.At;
            next();
        }
        _report.Close(_agents.Values, _state.Tickets.Values.Count(t => t.State != TicketState.Done));
        return _report;
    }

    // After-sales and general are most of the work; an agent is fit for two groups, and one in ten for complaints.
    private static string[] Skills(int number, Random random) => (number % 10) switch
    {
        0 => ["complaint", "aftersale"],
        < 5 => ["aftersale", random.NextDouble() < 0.5 ? "general" : "complaint"],
        < 8 => ["presale", "general"],
        _ => ["general", "aftersale"],
    };

    private void Hire(string id, string[] skills)
    {
        _agents[id] = new AgentAtWork();
        Step(DeskRules.Apply(_state, new("presence", DeskCommandKind.Presence, id) { Presence = new(id, AgentSeat.Online, skills, 3) }, _setting, _now));
    }

    private void Tick()
    {
        Step(DeskRules.Tick(_state, _setting, _now));
        if (_events.Count > 0)
            At(_now.AddMinutes(1), Tick);
    }

    private void Command(DeskCommandKind kind, string agent, string conversation, string? text = null, DateTimeOffset at = default) =>
        Step(DeskRules.Apply(
            _state, new($"operation-{_number++}", kind, agent) { Conversation = conversation, Text = text, At = at }, _setting, _now));

    // What the desk's grain does after a commit: brings what the tickets send. A notice that an agent joined is the assignment.
    private void Step(DeskStep step)
    {
        _state = step.State;
        foreach (var conversation in step.Tickets)
        {
            var now = _state.Tickets.GetValueOrDefault(conversation);
            if (now is { State: TicketState.Waiting })
                _waiting[conversation] = now;
            else
                _waiting.Remove(conversation);
        }
        foreach (var conversation in step.Tickets)
        {
            if (_state.Tickets.GetValueOrDefault(conversation) is not { Outbox.IsEmpty: false } ticket)
                continue;
            _state = _state with { Tickets = _state.Tickets.SetItem(conversation, ticket with { Outbox = [] }) };
            foreach (var mail in ticket.Outbox)
            {
                if (mail.Record is { Kind: DeskRecordKinds.Round } round)
                    _report.Round(round);
                if (mail.Notice?.Code == NoticeCodes.Joined)
                    Given(ticket);
            }
        }
    }

    private void Given(Ticket ticket)
    {
        var visit = _visits[ticket.Conversation];
        _report.Given(visit, _now);
        // Who came so much earlier that no priority may overtake them, and waits for the same people still, starves.
        foreach (var waiting in _waiting.Values)
        {
            if (waiting.Skill == ticket.Skill && waiting.Request.At + _bonuses < visit.Request.At)
                _report.Starve(waiting.Conversation);
        }
        _answered[ticket.Conversation] = 0;
        Ask(ticket.Agent!, ticket.Conversation, visit.Request.At);
    }

    private void Ask(string agent, string conversation, DateTimeOffset asked)
    {
        var at = _agents[agent];
        at.Asked.Enqueue(conversation, asked);
        if (!at.IsBusy)
            Work(agent);
    }

    // An agent answers one message at a time, who waits longest first.
    private void Work(string agent)
    {
        var at = _agents[agent];
        if (!at.Asked.TryDequeue(out var conversation, out _))
            return;
        var seconds = _visits[conversation].Work[_answered[conversation]];
        at.Begin(_now, seconds);
        At(_now.AddSeconds(seconds), () =>
        {
            at.IsBusy = false;
            Answered(agent, conversation);
            Work(agent);
        });
    }

    private void Answered(string agent, string conversation)
    {
        var visit = _visits[conversation];
        Command(DeskCommandKind.Say, agent, conversation);
        var answered = ++_answered[conversation];
        if (answered == visit.Work.Length)
            Command(DeskCommandKind.Close, agent, conversation, "solved");
        else
            At(_now.AddSeconds(visit.Think[answered - 1]), () =>
            {
                Command(DeskCommandKind.Heard, "", conversation, at: _now);
                Ask(agent, conversation, _now);
            });
    }

    private void At(DateTimeOffset at, Action does) => _events.Enqueue(does, (at, _number++));
}
