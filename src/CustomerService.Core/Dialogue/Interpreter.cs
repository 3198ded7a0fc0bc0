using System.Collections.Immutable;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Understanding;

namespace CustomerService.Core.Dialogue;

/// <summary>Reads a segment in the light of the dialogue: the same words mean other things after a question.</summary>
internal static class Interpreter
{
    public static Act Interpret(
        DialogueState state, Segment segment, ImmutableHashSet<string> gained, DialogueSetting setting)
    {
        var book = setting.Book;
        var text = segment.Text.Trim();
        // "不用人工了" asks for a human by its words, so it is heard first.
        if (state.Handover is not null && book.Phrases[PhraseNames.LeaveQueue].IsMatch(text))
            return new Act.LeaveQueue();
        if (state.Handover is not null && book.Phrases[PhraseNames.Callback].IsMatch(text))
            return new Act.Callback();
        if (book.Phrases[PhraseNames.Human].IsMatch(text))
            return new Act.AskHuman();
        if (book.Phrases[PhraseNames.Anger].IsMatch(text))
            return new Act.Rage();
        if (book.Phrases[PhraseNames.Keyword].IsMatch(text))
            return new Act.Keyword();
        if (state.Pending is not null && gained.IsEmpty)
        {
            if (book.Phrases[PhraseNames.No].IsMatch(text))
                return new Act.Decline();
            if (book.Phrases[PhraseNames.Yes].IsMatch(text))
                return new Act.Confirm();
        }
        if (state.Open is not null && gained.IsEmpty && book.Phrases[PhraseNames.Drop].IsMatch(text))
            return new Act.Drop();

        var intent = IntentJudge.Judge(segment.Intents, segment.Text, Threshold(segment, setting), book);
        var flow = intent is null ? null : book.ByIntent.GetValueOrDefault(intent);
        if (state.Flow is { } last && book.Flows.GetValueOrDefault(last) is { } current && GoesOn(current, segment, text, flow, setting))
            return new Act.Continue(current);
        var bare = IsBare(segment) && (flow is null || book.ByKeyword(text) != flow);
        var answersOpen = state.Open is { } open && open.Slots.Any(gained.Contains);
        if (answersOpen)
        {
            var asker = book.Flows.GetValueOrDefault(state.Open!.Flow);
            if (asker is not null && (flow is null || flow.Aside || flow == asker || bare))
                return new Act.Continue(asker);
        }
        // "话说新疆现在冷不冷" names a place and asks nothing of the shop.
        else if (gained.Count > 0 && (flow is null || (flow.Aside && intent != Intents.Smalltalk) || bare) && Topic(state, gained, book) is { } topic)
        {
            return new Act.Continue(topic);
        }
        if (intent == "human")
            return new Act.AskHuman();
        return flow is not null ? new Act.Start(flow, intent!, answersOpen) : new Act.Unknown();
    }

    private static float Threshold(Segment segment, DialogueSetting setting) => segment.UnknownThreshold ?? setting.UnknownThreshold;

    // "多久能补到" after a sold-out answer: only the topic tells what is asked. "买锅能用吗" after a talk about coupons is
    // about them, though a model that sees nothing else is sure of a question about the goods.
    private static bool GoesOn(Flow topic, Segment segment, string text, Flow? flow, DialogueSetting setting) =>
        topic.GoesOn?.IsMatch(text) == true
        || ((flow is null || segment.Top.Confidence < Threshold(segment, setting)) && topic.FollowUps.Any(w => text.Contains(w, StringComparison.Ordinal)));

    // "那白色的呢" corrects the flow under discussion where one of its facts is asked by a slot just given.
    private static Flow? Topic(DialogueState state, ImmutableHashSet<string> gained, FlowBook book) =>
        state.Flow is { } name && book.Flows.GetValueOrDefault(name) is { Aside: false } flow
        && flow.Facts.SelectMany(f => book.Kinds[f].Slots).Concat(flow.Slots.Select(s => s.Name)).Any(gained.Contains)
            ? flow
            : null;

    // Little is said beside the values: "要白色的", "黑色,256G。", "那北京呢". Up to four characters of filler are
    // allowed; with five, "黑色多少钱啊" would already lose its question.
    private static bool IsBare(Segment segment)
    {
        var inside = segment.Slots.Sum(m => m.Length);
        var said = segment.Text.Count(char.IsLetterOrDigit);
        return said - inside <= Filler(segment.Text) + 2;
    }

    private static readonly string[] Fillers =
        ["算了", "还是", "换成", "改成", "那个", "我要", "想要", "就要", "版本", "那", "要", "的", "呢", "吧", "啊", "呀", "了", "我", "是"];

    private static int Filler(string text) =>
        Math.Min(6, Fillers.Where(f => text.Contains(f, StringComparison.Ordinal)).Sum(f => f.Length));
}
