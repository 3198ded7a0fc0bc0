using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Dialogue;

/// <summary>The decision of a turn: a pure function, the same for the same arguments.</summary>
public static class DialogueRules
{
    /// <summary>
    /// Decides a turn. Where facts are missing it says which; called again with them it goes further, until it is done.
    /// </summary>
    public static Decision Decide(DialogueState state, Turn turn, FactSet facts, DialogueSetting setting)
    {
        if (state.LastAt != default && turn.At - state.LastAt > setting.SessionIdle)
            state = state.NewSession();
        return new TurnDecider(SlotIntake.BeginTurn(state, turn, setting.Catalogue), turn, facts, setting).Decide();
    }

    /// <summary>What a conversation shows of a notice; null where the notice's code has no words.</summary>
    public static Reply? WordsOf(InboxEntry notice, DialogueSetting setting) =>
        setting.Book.Common.TryGetValue(notice.Text, out var answer)
            ? new Reply(Flows.Template.Fill(answer.Say, name => notice.Parameters.GetValueOrDefault(name))) { QuickReplies = answer.QuickReplies }
            : null;
}
