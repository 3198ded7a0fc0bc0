using CustomerService.Contracts.Conversations;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Conversations;

/// <summary>Whether more is likely to follow what was just said. A complete question is never held back.</summary>
public sealed class BurstRule(ISlotExtractor slots)
{
    /// <summary>True for a greeting, a trailing comma, or a lone name of goods that answers no question.</summary>
    public bool LooksUnfinished(string tenant, DialogueState state, InboxEntry last, FlowBook book)
    {
        if (last.Kind != InboxKind.Message || state.Open is not null || state.Pending is not null)
            return false;
        var text = last.Text.Trim();
        if (text.Length == 0 || book.Phrases[PhraseNames.Unfinished].IsMatch(text))
            return true;
        var mentions = slots.Extract(tenant, text, last.ReceivedAt);
        return mentions.Any(m => m.Slot is SlotNames.Product or SlotNames.Category)
            && mentions.Sum(m => m.Length) >= text.Count(char.IsLetterOrDigit);
    }
}
