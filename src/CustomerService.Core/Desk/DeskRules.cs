using System.Collections.Immutable;
using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Desk;

/// <summary>The decisions of a desk: pure functions, the same for the same arguments.</summary>
public static class DeskRules
{
    private const int KeptNotes = 20;

    // A repeat of a command, or of a hand-over, comes within minutes; after an hour a ticket only takes room.
    private static readonly TimeSpan KeptDone = TimeSpan.FromHours(1);

    /// <summary>Puts a conversation in the queue; one that waits or is with an agent keeps its place.</summary>
    public static DeskStep Enqueue(DeskState state, HandoverRequest request, bool isVip, DeskSetting setting, DateTimeOffset now)
    {
        var edit = new DeskEdit(state);
        var before = state.Tickets.GetValueOrDefault(request.Conversation);
        if (before is null || (before.State == TicketState.Done && before.Id != request.OperationId))
        {
            var priority = QueueRules.Priority(request, isVip, setting);
            edit.Put(new Ticket(request, setting.SkillFor(request), QueueRules.Rank(request.At, priority, setting))
            {
                AskedAt = request.At,
                Sentiment = request.Sentiment,
                Priority = priority,
                Outbox = before?.Outbox ?? [],
            });
            AssignmentRules.AssignAll(edit, setting, now);
        }
        return edit.Done(DeskCodes.Ok, request.Conversation);
    }

    /// <summary>Carries out a command; one that was carried out before gets its first outcome and changes nothing.</summary>
    public static DeskStep Apply(DeskState state, DeskCommand command, DeskSetting setting, DateTimeOffset now)
    {
        var edit = new DeskEdit(state);
        if (Earlier(state, command) is { } earlier)
            return edit.Done(earlier.Code, earlier.Conversation);
        var (code, conversation) = command.Kind switch
        {
            DeskCommandKind.Presence => (Presence(edit, command, setting, now), null),
            DeskCommandKind.Next => Next(edit, command, now),
            _ => (OnTicket(edit, command, setting, now), command.Conversation),
        };
        // What an agent says, or a shopper, makes nobody free.
        if (command.Kind is not (DeskCommandKind.Say or DeskCommandKind.Heard or DeskCommandKind.Note))
            AssignmentRules.AssignAll(edit, setting, now);
        return edit.Done(code, conversation);
    }

    /// <summary>What time does: agents without a sign of life are gone, waiting ones find agents, old tickets go.</summary>
    public static DeskStep Tick(DeskState state, DeskSetting setting, DateTimeOffset now)
    {
        var edit = new DeskEdit(state);
        foreach (var seat in state.Agents.Values.Where(a => a.State != AgentSeat.Offline && now - a.SeenAt > setting.Heartbeat))
        {
            edit.Put(seat with { State = AgentSeat.Offline });
            Free(edit, seat.Id, setting, now);
        }
        foreach (var ticket in state.Tickets.Values.Where(t => t is { State: TicketState.Done, Outbox.IsEmpty: true } && now - t.DoneAt > KeptDone))
            edit.Drop(ticket.Conversation);
        AssignmentRules.AssignAll(edit, setting, now);
        return edit.Done(DeskCodes.Ok);
    }

    /// <summary>Whether the actor may speak to the shopper: ok or why not.</summary>
    public static string MaySpeak(DeskState state, DeskCommand command) =>
        state.Tickets.GetValueOrDefault(command.Conversation) is not { State: not TicketState.Done } ticket ? DeskCodes.NotFound
        : ticket.State == TicketState.Active && ticket.Agent == command.Actor ? DeskCodes.Ok
        : DeskCodes.NotYours;

    private static (string Code, string? Conversation)? Earlier(DeskState state, DeskCommand command)
    {
        if (command.Kind is DeskCommandKind.Presence or DeskCommandKind.Heard)
            return null;
        if (command.Kind != DeskCommandKind.Next)
        {
            return state.Tickets.GetValueOrDefault(command.Conversation)?.Operations.FirstOrDefault(o => o.Id == command.OperationId) is { } done
                ? (done.Code, command.Conversation)
                : null;
        }
        var taken = state.Tickets.Values.FirstOrDefault(t => t.Operations.Any(o => o.Id == command.OperationId));
        return taken is null ? null : (DeskCodes.Ok, taken.Conversation);
    }

    private static string Presence(DeskEdit edit, DeskCommand command, DeskSetting setting, DateTimeOffset now)
    {
        var told = command.Presence!;
        var seat = new AgentSeat(
            command.Actor, told.Name, told.State, [.. told.Skills.Where(setting.HasSkill)], Math.Max(1, told.Capacity), now);
        var before = edit.State.Agents.GetValueOrDefault(command.Actor);
        var same = before is not null && before.State == seat.State && before.Name == seat.Name && before.Capacity == seat.Capacity
            && before.Skills.SequenceEqual(seat.Skills);
        edit.Put(seat with { AssignedAt = before?.AssignedAt ?? default }, isKept: !same);
        if (seat.State == AgentSeat.Offline && !same)
            Free(edit, seat.Id, setting, now);
        return DeskCodes.Ok;
    }

    private static void Free(DeskEdit edit, string agent, DeskSetting setting, DateTimeOffset now)
    {
        foreach (var ticket in edit.State.Tickets.Values.Where(t => t.State == TicketState.Active && t.Agent == agent).ToArray())
            edit.Put(TicketMoves.Requeue(ticket, ticket.Skill, NoticeCodes.Lost, setting, now));
    }

    private static (string Code, string? Conversation) Next(DeskEdit edit, DeskCommand command, DateTimeOffset now)
    {
        if (edit.State.Agents.GetValueOrDefault(command.Actor) is not { State: AgentSeat.Online } agent)
            return (DeskCodes.Offline, null);
        if (edit.State.Load(agent.Id) >= agent.Capacity)
            return (DeskCodes.Full, null);
        var mine = QueueRules.Waiting(edit.State).Where(t => agent.Skills.Contains(t.Skill)).ToArray();
        if (mine is not [var first, ..])
            return (DeskCodes.Nothing, null);
        TicketMoves.Give(edit, first, agent, now, new(command.OperationId, DeskCodes.Ok));
        return (DeskCodes.Ok, first.Conversation);
    }

    private static string OnTicket(DeskEdit edit, DeskCommand command, DeskSetting setting, DateTimeOffset now)
    {
        if (edit.State.Tickets.GetValueOrDefault(command.Conversation) is not { } ticket)
            return DeskCodes.NotFound;
        if (command.Kind == DeskCommandKind.Rate)
            return DeskCodes.Ok;
        if (ticket.State == TicketState.Done)
            return DeskCodes.NotFound;
        var done = new DoneOperation(command.OperationId, DeskCodes.Ok);
        switch (command.Kind)
        {
            case DeskCommandKind.Accept:
                return Accept(edit, ticket, command, now);
            case DeskCommandKind.TakeOver:
                return TakeOver(edit, ticket, command, now);
            case DeskCommandKind.Heard:
                Heard(edit, ticket, command, setting);
                return DeskCodes.Ok;
            case DeskCommandKind.Note:
                edit.Put(TicketMoves.Noted(WithNote(ticket, command, now), done));
                return DeskCodes.Ok;
            case DeskCommandKind.Leave when ticket.State == TicketState.Waiting:
                edit.Put(TicketMoves.Noted(TicketMoves.End(ticket, "left", null, now), done));
                return DeskCodes.Ok;
            case DeskCommandKind.Callback:
                edit.Put(TicketMoves.Noted(ticket with { Priority = [.. ticket.Priority.Union(["callback"])] }, done));
                return DeskCodes.Ok;
        }
        if (ticket.State != TicketState.Active || ticket.Agent != command.Actor)
            return DeskCodes.NotYours;
        switch (command.Kind)
        {
            case DeskCommandKind.Transfer:
                return Transfer(edit, TicketMoves.Noted(WithNote(ticket, command, now), done), command, setting, now);
            case DeskCommandKind.Say:
                edit.Put(TicketMoves.Noted(TicketMoves.Answered(ticket, now), done));
                return DeskCodes.Ok;
            case DeskCommandKind.BackToBot:
                edit.Put(TicketMoves.Noted(TicketMoves.End(ticket, "bot", NoticeCodes.Bot, now), done));
                return DeskCodes.Ok;
            case DeskCommandKind.Close:
                edit.Put(TicketMoves.Noted(TicketMoves.End(ticket, command.Text ?? "", NoticeCodes.Closed, now), done));
                return DeskCodes.Ok;
            default:
                return DeskCodes.NotFound;
        }
    }

    private static string Accept(DeskEdit edit, Ticket ticket, DeskCommand command, DateTimeOffset now)
    {
        if (ticket.State == TicketState.Active)
            return ticket.Agent == command.Actor ? DeskCodes.Ok : DeskCodes.Taken;
        if (edit.State.Agents.GetValueOrDefault(command.Actor) is not { State: AgentSeat.Online } agent)
            return DeskCodes.Offline;
        if (!agent.Skills.Contains(ticket.Skill))
            return DeskCodes.WrongSkill;
        if (edit.State.Load(agent.Id) >= agent.Capacity)
            return DeskCodes.Full;
        TicketMoves.Give(edit, ticket, agent, now, new(command.OperationId, DeskCodes.Ok));
        return DeskCodes.Ok;
    }

    // A supervisor steps in whatever their skills and load are.
    private static string TakeOver(DeskEdit edit, Ticket ticket, DeskCommand command, DateTimeOffset now)
    {
        if (edit.State.Agents.GetValueOrDefault(command.Actor) is not { State: AgentSeat.Online } agent)
            return DeskCodes.Offline;
        if (ticket.State != TicketState.Active || ticket.Agent != command.Actor)
            TicketMoves.Give(edit, ticket, agent, now, new(command.OperationId, DeskCodes.Ok));
        return DeskCodes.Ok;
    }

    private static string Transfer(DeskEdit edit, Ticket ticket, DeskCommand command, DeskSetting setting, DateTimeOffset now)
    {
        if (command.ToAgent is { } to)
        {
            if (edit.State.Agents.GetValueOrDefault(to) is not { State: AgentSeat.Online } agent)
                return DeskCodes.Offline;
            if (edit.State.Load(to) >= agent.Capacity)
                return DeskCodes.Full;
            var moved = (ticket with { AskedAt = ticket.AskedAt ?? now }).Tell($"moved:{command.OperationId}", NoticeCodes.Transferred);
            TicketMoves.Give(edit, moved, agent, now);
            return DeskCodes.Ok;
        }
        if (command.ToSkill is not { } skill || !setting.HasSkill(skill))
            return DeskCodes.WrongSkill;
        edit.Put(TicketMoves.Requeue(ticket, skill, NoticeCodes.Transferred, setting, now));
        return DeskCodes.Ok;
    }

    // Words that came before the last answer are answered: a late repeat must not start the clock anew.
    private static void Heard(DeskEdit edit, Ticket ticket, DeskCommand command, DeskSetting setting)
    {
        var heard = ticket with { Sentiment = command.Value };
        if (ticket.AskedAt is null && !(command.At <= ticket.AnsweredAt))
            heard = heard with { AskedAt = command.At };
        if (ticket.State == TicketState.Waiting && command.Value < 0 && !ticket.Priority.Contains("anger"))
        {
            var priority = ticket.Priority.Add("anger");
            heard = heard with { Priority = priority, Rank = QueueRules.Rank(ticket.Request.At, priority, setting) };
        }
        if (heard != ticket)
            edit.Put(heard);
    }

    private static Ticket WithNote(Ticket ticket, DeskCommand command, DateTimeOffset now) => string.IsNullOrWhiteSpace(command.Text)
        ? ticket
        : ticket with { Notes = [.. ticket.Notes.Add(new(now, command.Actor, command.Text)).TakeLast(KeptNotes)] };
}
