using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Conversations;

/// <summary>What changes in a conversation while a human has it: the bot is silent, and goes on understanding.</summary>
public static class HumanSide
{
    private const int PreviewLength = 80;

    /// <summary>
    /// A decision with nothing said and nothing done: its answer becomes a draft for the agent, and what was
    /// understood stays. A question that nobody asked is not left open.
    /// </summary>
    public static Decision.Done Silent(DialogueState before, Decision.Done done) => done with
    {
        State = done.State with { Open = null, Pending = null, Misses = 0, Handover = before.Handover ?? "asked" },
        Replies = [],
        Effects = [.. done.Effects.Where(e => e.Observation is not null)],
        Record = done.Record with { Handover = null },
    };

    /// <summary>The dialogue after an agent's words: a product they show is what is talked about now.</summary>
    public static DialogueState Hear(DialogueState state, InboxEntry entry, Catalogue catalogue) =>
        entry.Cards.LastOrDefault(c => c.Kind == "product" && catalogue.Products.ContainsKey(c.Id)) is { } card
            ? SlotIntake.SetProduct(state, card.Id) with { LastAt = entry.ReceivedAt }
            : state;

    /// <summary>What an agent needs to know. An address is asked for again rather than shown to whoever looks.</summary>
    public static Briefing Briefing(ConversationState state) =>
        new(state.Turns, state.Dialogue.Slots.Remove(Slots.SlotNames.Address), state.Sequence)
        {
            Flow = state.Dialogue.Flow,
            Member = state.Member,
            Draft = state.Draft.IsEmpty ? null : string.Join('\n', state.Draft.Select(r => r.Text)),
            DraftCards = [.. state.Draft.SelectMany(r => r.Cards)],
            Agent = state.Desk?.Agent,
        };

    /// <summary>Tells the desk that the shopper wrote, where a human is wanted or there.</summary>
    internal static IEnumerable<Effect> Heard(ConversationState state, IReadOnlyList<InboxEntry> entries, Decision.Done done)
    {
        if (state.Dialogue.Handover is null && state.Desk?.Agent is null)
            yield break;
        var last = entries[^1];
        yield return new Effect
        {
            Desk = new DeskCommand($"{last.Conversation}:{last.Number}:heard", DeskCommandKind.Heard, "")
            {
                Conversation = last.Conversation,
                Value = done.Record.Sentiment,
                At = entries[0].ReceivedAt,
            },
        };
    }

    internal static string? Preview(string text) => text.Length switch
    {
        0 => null,
        <= PreviewLength => text,
        _ => text[..(char.IsHighSurrogate(text[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength)],
    };
}
