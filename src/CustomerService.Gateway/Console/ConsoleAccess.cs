using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Console;
using CustomerService.Core.Conversations;

namespace CustomerService.Gateway.Console;

/// <summary>Whether a conversation is the caller's to read, and a note of it that they did.</summary>
internal sealed class ConsoleAccess(DeskFeed desks, IInbox inbox, IAuditLog audit, TimeProvider time)
{
    /// <summary>The ticket that gives the right; null where there is none, which says nothing of why.</summary>
    public async Task<TicketView?> Ticket(ConsoleCaller caller, string conversation, CancellationToken cancellationToken)
    {
        if (!ConversationId.TryParse(conversation, out var id) || id.Tenant != caller.Tenant)
            return null;
        var desk = desks.Of(caller.Tenant);
        if (desk.Ticket(conversation) is { } known && caller.Sees(known))
            return known;
        // What was accepted a moment ago may not be in the copy yet.
        await desks.Refresh(caller.Tenant, cancellationToken);
        return desk.Ticket(conversation) is { } ticket && caller.Sees(ticket) ? ticket : null;
    }

    /// <summary>Lets pass who has a ticket for it, and supervisors and auditors where there is none; each read is noted.</summary>
    public async Task<bool> MayRead(ConsoleCaller caller, string conversation, string action, CancellationToken cancellationToken)
    {
        var may = await Ticket(caller, conversation, cancellationToken) is not null
            || ((caller.Is(ConsoleRoles.Supervisor) || caller.Is(ConsoleRoles.Auditor))
                && ConversationId.TryParse(conversation, out var id) && id.Tenant == caller.Tenant
                && await inbox.Exists(conversation, cancellationToken));
        if (may)
            await audit.Add(caller.Tenant, new(time.GetUtcNow(), caller.Id, action, conversation), cancellationToken);
        return may;
    }
}
