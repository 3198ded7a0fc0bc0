using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Flows;

namespace CustomerService.Core.Conversations;

/// <summary>Takes a shopper's rating of a service that is over.</summary>
public static class RatingRule
{
    // As the buttons below the closing words offer them, best first.
    private static readonly (string Words, int Value)[] Grades =
        [("非常满意", 5), ("满意", 4), ("一般", 3), ("不满意", 2), ("非常不满意", 1)];

    /// <summary>The turn of a rating; null when the messages are none, or nothing may be rated.</summary>
    public static Decision.Done? Take(ConversationState state, IReadOnlyList<InboxEntry> entries, DialogueSetting setting)
    {
        if (state.Desk?.Ratable is not { } service || entries is not [var entry] || entry.ReceivedAt > service.Until || Grade(entry.Text) is not { } grade)
            return null;
        var command = new DeskCommand($"{entry.Conversation}:{entry.Number}:rating", DeskCommandKind.Rate, service.Agent)
        {
            Conversation = entry.Conversation,
            Ticket = service.Ticket,
            ToSkill = service.Skill,
            Value = grade,
            At = entry.ReceivedAt,
        };
        return new Decision.Done(
            state.Dialogue with { LastAt = entry.ReceivedAt },
            [new Reply(setting.Book.Common[CommonAnswers.Rated].Say)],
            [new Effect { Desk = command }],
            new TurnRecord([], entry.ReceivedAt) { Intents = ["rating"], Confidence = 1 });
    }

    private static int? Grade(string text)
    {
        var said = text.Trim().Trim('。', '！', '!', '~', '～');
        if (said is ['1' or '2' or '3' or '4' or '5'] or ['1' or '2' or '3' or '4' or '5', '分' or '星'])
            return said[0] - '0';
        var grade = Grades.FirstOrDefault(g => g.Words == said);
        return grade.Words is null ? null : grade.Value;
    }
}
