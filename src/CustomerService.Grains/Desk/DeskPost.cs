using System.Collections.Immutable;
using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Desk;

/// <summary>
/// Brings what a desk says to the conversations, by their inboxes, and its records to the figures. All of it carries
/// ids, so bringing it again changes nothing.
/// </summary>
internal sealed class DeskPost(string tenant, IGrainFactory grains, IInbox inbox, IDeskRecords records, IWebhooks webhooks, TimeProvider time)
{
    /// <summary>Brings the outbox of a ticket.</summary>
    public async Task Deliver(Ticket ticket)
    {
        DeskRecord[] kept = [.. ticket.Outbox.Select(m => m.Record).OfType<DeskRecord>()];
        if (kept.Length > 0)
            await records.Keep(tenant, kept);
        foreach (var happened in ticket.Outbox.Select(m => DeskEvents.Of(ticket, m, time.GetUtcNow())).OfType<WebhookEvent>())
            await webhooks.Raise(happened);
        foreach (var mail in ticket.Outbox.Where(m => m.Notice is not null))
            await Tell(ticket.Conversation, mail.Id, mail.Notice!.Code, mail.Notice.Values);
    }

    /// <summary>Keeps a rating.</summary>
    public async Task Rated(DeskRecord rating)
    {
        await records.Keep(tenant, [rating]);
        await webhooks.Raise(DeskEvents.Of(rating)!);
    }

    /// <summary>Tells the shop's own systems of a coupon.</summary>
    public ValueTask Granted(WebhookEvent coupon) => webhooks.Raise(coupon);

    /// <summary>Tells the place in the queue; a place told before under the same id is not told again.</summary>
    public Task TellPlace(Ticket ticket, string id, int position, TimeSpan? wait)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values["position"] = position.ToString(CultureInfo.InvariantCulture);
        var minutes = (int)Math.Ceiling(wait?.TotalMinutes ?? 0);
        if (minutes > 0)
            values["minutes"] = minutes.ToString(CultureInfo.InvariantCulture);
        return Tell(
            ticket.Conversation, id, wait is null ? NoticeCodes.Nobody : minutes > 0 ? NoticeCodes.Wait : NoticeCodes.Position, values.ToImmutable());
    }

    /// <summary>Puts an agent's words into the conversation's inbox.</summary>
    public async Task<long> Say(DeskCommand command, string agentName)
    {
        var message = new InboxMessage(
            ConversationId.Parse(command.Conversation), $"agent:{command.OperationId}", InboxKind.Agent, command.Text ?? "", time.GetUtcNow())
        {
            Cards = command.Cards,
            Parameters = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("agent", agentName).Add("_agent", command.Actor),
        };
        return (await Append(message)).Number;
    }

    private async Task Tell(string conversation, string id, string code, IReadOnlyDictionary<string, string> values)
    {
        // Message ids are unique within their conversation; its id, which may fill one alone, is left out.
        var own = id.StartsWith(conversation + ":", StringComparison.Ordinal) ? id[(conversation.Length + 1)..] : id;
        await Append(new(ConversationId.Parse(conversation), $"desk:{own}", InboxKind.Notice, code, time.GetUtcNow()) { Parameters = values });
    }

    private async Task<InboxEntry> Append(InboxMessage message)
    {
        var accepted = await inbox.Append(message);
        if (!accepted.Duplicate)
            await grains.GetGrain<IConversationGrain>(accepted.Entry.Conversation).Deliver(accepted.Entry);
        return accepted.Entry;
    }
}
