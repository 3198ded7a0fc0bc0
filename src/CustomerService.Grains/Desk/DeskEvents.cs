using CustomerService.Core.Desk;
using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Desk;

/// <summary>What of a desk's committed changes the shop's own systems hear of.</summary>
internal static class DeskEvents
{
    /// <summary>The event of something that a ticket sends; null where it is none.</summary>
    public static WebhookEvent? Of(Ticket ticket, DeskMail mail, DateTimeOffset now) => mail switch
    {
        { Record: { } record } => Of(record),
        { Notice: { Code: NoticeCodes.Joined } notice } => Moved(ticket, mail, now, WebhookTypes.Accepted, null, notice.Values.GetValueOrDefault("_agent")),
        { Notice.Code: NoticeCodes.Transferred } => Moved(ticket, mail, now, WebhookTypes.Transferred, "transferred", null),
        { Notice.Code: NoticeCodes.Lost } => Moved(ticket, mail, now, WebhookTypes.Transferred, "agent_lost", null),
        _ => null,
    };

    /// <summary>The event of a record; null where it is none.</summary>
    public static WebhookEvent? Of(DeskRecord record) => record.Kind switch
    {
        DeskRecordKinds.End => new(record.Id, WebhookTypes.Closed, record.At, record.Conversation)
        {
            Data = new() { Ticket = record.Ticket, Agent = record.Agent, Skill = record.Skill, Code = record.Code },
        },
        DeskRecordKinds.Rating => new(record.Id, WebhookTypes.Rated, record.At, record.Conversation)
        {
            Data = new() { Ticket = record.Ticket, Agent = record.Agent, Skill = record.Skill, Rating = record.Rating },
        },
        _ => null,
    };

    private static WebhookEvent Moved(Ticket ticket, DeskMail mail, DateTimeOffset now, string type, string? reason, string? agent) =>
        new(mail.Id, type, now, ticket.Conversation)
        {
            Data = new() { Ticket = ticket.Id, Skill = ticket.Skill, Agent = agent, Reason = reason },
        };
}
