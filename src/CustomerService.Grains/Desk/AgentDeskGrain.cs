using System.Collections.Immutable;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Care;
using CustomerService.Core.Commerce;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Grains.Placement;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace CustomerService.Grains.Desk;

/// <summary>
/// The human desk of one tenant: asks the rules, writes the rows that changed, and brings what was committed to the
/// conversations.
/// </summary>
[RunsOn(SiloRoles.Conversation)]
internal sealed class AgentDeskGrain : Grain, IAgentDeskGrain, IRemindable
{
    // More rows are less to write a change and more to read when a desk wakes up. A busy desk (500 waiting, 200 agents
    // with five each) has twelve tickets a row.
    private const int TicketPages = 128;
    private const int SeatPages = 8;

    // Above it a change tells only the tickets it is about, and the beat tells the others: to sort a long line for every
    // word of a shopper in it costs more than all else that a desk does.
    private const int ShortLine = 100;
    private const string PositionsReminder = "positions";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly DeskPages<Ticket> _tickets;
    private readonly DeskPages<AgentSeat> _seats;
    private readonly DeskPost _post;
    private readonly DeskNews _news;
    private readonly Places _places = new();
    private readonly VipRule _vips;
    private readonly AgentCoupons _coupons;
    private readonly IDeskRecords _records;
    private readonly DeskSetting _setting;
    private readonly TimeProvider _time;
    private readonly ILogger<AgentDeskGrain> _logger;
    private readonly ObserverManager<IDeskObserver> _observers;
    private readonly string _tenant;
    private DeskState _state = DeskState.Empty;

    public AgentDeskGrain(
        IPersistentStateFactory states,
        IGrainContext context,
        IGrainFactory grains,
        IInbox inbox,
        IDeskRecords records,
        IOrders orders,
        AgentCoupons coupons,
        DeskSetting setting,
        TimeProvider time,
        ILogger<AgentDeskGrain> logger)
    {
        (_records, _setting, _time, _logger) = (records, setting, time, logger);
        _tenant = context.GrainId.Key.ToString()!;
        _tickets = new(states, context, "desk-tickets", TicketPages);
        _seats = new(states, context, "desk-seats", SeatPages);
        _post = new(_tenant, grains, inbox, records, time);
        _news = new(setting);
        _vips = new(orders, setting);
        _coupons = coupons;
        _observers = new(TimeSpan.FromMinutes(5), logger);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        _state = new()
        {
            Tickets = _tickets.Items.ToImmutableDictionary(StringComparer.Ordinal),
            // Nobody could give a sign of life while there was no desk.
            Agents = _seats.Items.ToImmutableDictionary(p => p.Key, p => p.Value with { SeenAt = now }, StringComparer.Ordinal),
        };
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(Beat, Beat));
        return Task.CompletedTask;
    }

    public async Task<QueueTicket> Enqueue(HandoverRequest request)
    {
        // Before the write: a reminder without a queue ends by itself, a queue without a reminder would stay so.
        if (!_state.Tickets.Values.Any(t => t.State == TicketState.Waiting))
            await this.RegisterOrUpdateReminder(PositionsReminder, ReminderPeriod, ReminderPeriod);
        var isVip = await _vips.IsVip(_tenant, request.Member);
        await Commit(DeskRules.Enqueue(_state, request, isVip, _setting, _time.GetUtcNow()));
        var ticket = _state.Tickets[request.Conversation];
        return new(request.Conversation, ticket.State == TicketState.Waiting ? QueueRules.Position(_state, ticket) : 0, ticket.Request);
    }

    public Task<IReadOnlyList<QueueTicket>> Queue() => Task.FromResult<IReadOnlyList<QueueTicket>>(
        [.. QueueRules.Waiting(_state).Select((t, i) => new QueueTicket(t.Conversation, i + 1, t.Request))]);

    public Task<int> Online() => Task.FromResult(_state.Agents.Values.Count(a => a.State == AgentSeat.Online));

    public async Task<DeskAnswer> Do(DeskCommand command)
    {
        switch (command.Kind)
        {
            case DeskCommandKind.Say:
                return await Say(command);
            case DeskCommandKind.GiveCoupon:
                return await GiveCoupon(command);
            case DeskCommandKind.Rate:
                await _records.Keep(_tenant, [Rating(command)]);
                return new(DeskCodes.Ok);
            default:
                return await Commit(DeskRules.Apply(_state, command, _setting, _time.GetUtcNow()));
        }
    }

    public Task<DeskView> View(string? epoch, long after) => Task.FromResult(_news.Since(_state, epoch, after));

    public Task Subscribe(IDeskObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IDeskObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // What there is to do the timer does: the reminder only sees that there is an activation with one.
        if (!_state.Tickets.Values.Any(t => t.State == TicketState.Waiting) && await this.GetReminder(PositionsReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    // The words are in the inbox before the clock stops: a repeat finds them there and stops the clock.
    private async Task<DeskAnswer> Say(DeskCommand command)
    {
        var may = DeskRules.MaySpeak(_state, command);
        if (may != DeskCodes.Ok)
            return new(may);
        var number = await _post.Say(command, _state.Agents.GetValueOrDefault(command.Actor)?.Name ?? command.Actor);
        var answer = await Commit(DeskRules.Apply(_state, command, _setting, _time.GetUtcNow()));
        return answer with { Number = number };
    }

    // In the ledger before it is said: a repeat finds it there and says it.
    private async Task<DeskAnswer> GiveCoupon(DeskCommand command)
    {
        var may = DeskRules.MaySpeak(_state, command);
        if (may != DeskCodes.Ok)
            return new(may);
        var (code, said) = await _coupons.Give(_tenant, command, _state.Tickets[command.Conversation]);
        return said is null ? new(code) : await Say(said);
    }

    private static DeskRecord Rating(DeskCommand command) =>
        new($"{command.Ticket}:rating", DeskRecordKinds.Rating, command.At, command.Ticket ?? "", command.Conversation, command.ToSkill ?? "")
        {
            Agent = command.Actor,
            Rating = command.Value,
        };

    private async Task Tick()
    {
        try
        {
            await Commit(DeskRules.Tick(_state, _setting, _time.GetUtcNow()));
            await Deliver(_state.Tickets.Values.Where(t => !t.Outbox.IsEmpty).Select(t => t.Conversation).ToArray());
            await TellPlaces();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.DeskFailed(_logger, e);
        }
    }

    private async Task<DeskAnswer> Commit(DeskStep step)
    {
        try
        {
            await Task.WhenAll(
                _tickets.Write(step.Tickets, c => step.State.Tickets.GetValueOrDefault(c)),
                _seats.Write(step.Agents, a => step.State.Agents.GetValueOrDefault(a)));
        }
        catch
        {
            // Rows and memory may differ now, or another activation writes: the rows decide.
            DeactivateOnIdle();
            throw;
        }
        _state = step.State;
        if (step.Tickets.Count + step.Agents.Count == 0)
            return step.Answer;
        var news = _news.Note(_state, step.Tickets);
        _observers.Notify(o => o.Changed(_tenant, news)).Ignore();
        try
        {
            await Deliver(step.Tickets);
            if (_state.Tickets.Count <= ShortLine)
                await TellPlaces();
            else
                await TellFirstPlaces(step.Tickets);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It is committed; the next beat delivers what is left.
            Log.DeskFailed(_logger, e);
        }
        return step.Answer;
    }

    private async Task Deliver(IEnumerable<string> conversations)
    {
        foreach (var conversation in conversations)
        {
            if (_state.Tickets.GetValueOrDefault(conversation) is not { Outbox.IsEmpty: false } ticket)
                continue;
            await _post.Deliver(ticket);
            // The row forgets it with its next write; until then a new activation delivers again what is there already.
            _state = _state with { Tickets = _state.Tickets.SetItem(conversation, ticket with { Outbox = [] }) };
        }
    }

    private async Task TellFirstPlaces(IEnumerable<string> conversations)
    {
        foreach (var conversation in conversations)
        {
            if (_state.Tickets.GetValueOrDefault(conversation) is { State: TicketState.Waiting } ticket && !_places.IsTold(ticket))
                await TellPlace(ticket, QueueRules.Position(_state, ticket), Staffing.Of(_state, ticket.Skill), _time.GetUtcNow());
        }
    }

    private async Task TellPlaces()
    {
        var now = _time.GetUtcNow();
        var waiting = QueueRules.Waiting(_state).ToArray();
        foreach (var group in waiting.GroupBy(t => t.Skill, StringComparer.Ordinal))
        {
            var (position, staffing) = (0, Staffing.Of(_state, group.Key));
            foreach (var ticket in group)
                await TellPlace(ticket, ++position, staffing, now);
        }
        _places.Forget(waiting.Select(t => t.Id).ToHashSet(StringComparer.Ordinal).Contains);
    }

    private async Task TellPlace(Ticket ticket, int position, Staffing staffing, DateTimeOffset now)
    {
        if (_places.IsEarly(ticket, now))
            return;
        var wait = staffing.ExpectedWait(position, _setting.HandleTime);
        if (_places.Due(ticket, position, wait is null) is not { } ending)
            return;
        await _post.TellPlace(ticket, ticket.Id + ending, position, wait);
        _places.Told(ticket, position, wait is null, now);
    }
}
