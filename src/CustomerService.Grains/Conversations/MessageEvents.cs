using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Conversations;

/// <summary>What was said, for the shops whose own systems ask for it; it goes out by the outbox of the turn.</summary>
internal static class MessageEvents
{
    /// <summary>The state with an effect for each message after a sequence that somebody wants to hear of.</summary>
    public static ConversationState Add(ConversationState state, long after, string conversation, Func<string, bool> wants)
    {
        if (!wants(WebhookTypes.MessageReceived) && !wants(WebhookTypes.MessageSent))
            return state;
        var said = state.Window.Where(e => e.Sequence > after && e.Text is not null)
            .Select(e => Of(e, conversation)).OfType<WebhookEvent>().Where(e => wants(e.Type))
            .Select(e => new OutboxItem(e.Operation, new Effect { Webhook = e }));
        // Before what the turn decided: that a human is called follows on what was said.
        return state with { Outbox = [.. said, .. state.Outbox] };
    }

    private static WebhookEvent? Of(ConversationEvent said, string conversation) => said.Kind switch
    {
        EventKinds.Message => Of(said, conversation, WebhookTypes.MessageReceived, "shopper"),
        EventKinds.Reply => Of(said, conversation, WebhookTypes.MessageSent, "bot"),
        EventKinds.Agent => Of(said, conversation, WebhookTypes.MessageSent, "agent"),
        _ => null,
    };

    private static WebhookEvent Of(ConversationEvent said, string conversation, string type, string from) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{conversation}:said:{said.Sequence}"), type, said.At, conversation)
        {
            Data = new() { Sequence = said.Sequence, From = from, Text = said.Text },
        };
}
