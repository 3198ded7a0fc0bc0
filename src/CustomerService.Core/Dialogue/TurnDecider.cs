using System.Collections.Immutable;
using System.Globalization;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue;

/// <summary>Decides one turn: hears its segments in order, and speaks. Lives for one call.</summary>
internal sealed partial class TurnDecider(DialogueState state, Turn turn, FactSet facts, DialogueSetting setting)
{
    // Sentiment is acted on from here: to soothe somebody who is not angry is worse than to miss mild impatience.
    private const float SentimentThreshold = 0.8f;

    private readonly FlowBook _book = setting.Book;
    private readonly OpenQuestion? _openBefore = state.Open;
    private readonly string? _topicBefore = state.Flow;
    private readonly List<Reply> _replies = [];
    private readonly List<Effect> _effects = [];
    private readonly List<FactQuery> _needed = [];
    private readonly List<string> _intents = [];
    private readonly List<string> _used = [];
    private readonly HashSet<string> _categories = new(StringComparer.Ordinal);
    private DialogueState _state = state;
    private string? _handover;
    private bool _human;
    private bool _cursed;
    private bool _settled;
    private bool _understood;
    private bool _asked;

    public Decision Decide()
    {
        for (var i = 0; i < turn.Segments.Count && _needed.Count == 0; i++)
            Hear(i);
        if (_needed.Count == 0)
            Resume();
        if (_needed.Count > 0)
            return new Decision.NeedFacts([.. _needed]);
        if (_understood)
            _state = _state with { Misses = 0 };
        Feel();
        if (_needed.Count > 0)
            return new Decision.NeedFacts([.. _needed]);
        Despair();
        Observe();
        _state = _state with { LastAt = turn.At };
        return new Decision.Done(_state, [.. _replies], [.. _effects], Record());
    }

    private void Hear(int index)
    {
        var segment = turn.Segments[index];
        if (segment.Text.Length == 0)
        {
            Say(_book.Common[CommonAnswers.MediaOnly]);
            _understood = true;
            return;
        }
        if (_state.Open is not null && _book.Phrases[PhraseNames.Leave].IsMatch(segment.Text))
            _state = _state with { Open = null };
        (_state, var gained) = SlotIntake.Take(_state, segment, setting.Catalogue);
        // "另外那个电饭煲呢": a member who names other goods means another order; it is found by them.
        if (turn.Member is not null && gained.Overlaps([SlotNames.Product, SlotNames.Category]) && !gained.Contains(SlotNames.Order))
            _state = _state with { Slots = _state.Slots.Remove(SlotNames.Order) };
        switch (Interpreter.Interpret(_state, segment, gained, setting))
        {
            // The place is held already: how the desk stands was told when it was taken.
            case Act.AskHuman when _state.Handover is not null:
                Understood(Understanding.Intents.Human);
                HandOver("asked", null);
                break;
            case Act.AskHuman when StaysWithBot():
                Understood(Understanding.Intents.Human);
                Say(_book.Common[CommonAnswers.PeakFirst]);
                _state = _state with { PeakTold = true };
                break;
            case Act.AskHuman:
                Start(_book.ByIntent["human"], "human", index);
                break;
            case Act.Rage:
                Understood("complaint");
                _cursed = true;
                HandOver("anger", null);
                break;
            case Act.Keyword:
                Understood(Understanding.Intents.Human);
                HandOver("keyword", null);
                break;
            case Act.LeaveQueue:
                LeaveQueue();
                break;
            case Act.Callback:
                Understood(Understanding.Intents.Human);
                Say(_book.Common[CommonAnswers.CallbackNoted]);
                Tell(DeskCommandKind.Callback);
                break;
            case Act.Confirm:
                Confirm(index);
                break;
            case Act.Decline:
                Understood("closing");
                _state = _state with { Pending = null };
                Say(_book.Common[CommonAnswers.Declined]);
                break;
            case Act.Drop:
                Understood("closing");
                _state = _state with { Open = null };
                Say(_book.Common[CommonAnswers.Dropped]);
                break;
            case Act.Continue(var flow):
                Start(flow, IntentOf(flow, segment), index);
                break;
            case Act.Start(var flow, var intent, var answersOpen):
                Start(flow, intent, index);
                if (answersOpen && _needed.Count == 0 && _state.Open is { } open && _book.Flows.TryGetValue(open.Flow, out var asker))
                    Start(asker, IntentOf(asker, segment), index);
                break;
            default:
                Guess(index);
                break;
        }
    }

    // In a peak humans are for what only they settle. Who asks again, is upset, or was not understood gets one all the same.
    private bool StaysWithBot() => setting.Peak is { } complex && !_state.PeakTold && !IsUpset && _state.Heat < Temper.Calm && _state.Misses == 0
        && (_state.Flow is not { } topic || _book.Flows.GetValueOrDefault(topic)?.Intents.Any(complex.Contains) != true);

    private void Start(Flow flow, string intent, int index)
    {
        var answered = Run(flow, index);
        if (_needed.Count > 0)
            return;
        if (answered)
            Understood(intent);
        else
            NotUnderstood();
    }

    // No intent is sure enough: the knowledge base may know the words all the same.
    private void Guess(int index)
    {
        if (OnTopic(index))
            return;
        if (_needed.Count == 0 && _book.ByIntent.GetValueOrDefault(Understanding.Intents.Other) is { } other && Run(other, index))
            Understood(Understanding.Intents.Other);
        else if (_needed.Count == 0)
            NotUnderstood();
    }

    // "电子的在哪下载" after a talk about invoices: a likely entry counts when it is on the topic.
    private bool OnTopic(int index)
    {
        if (_state.Flow is not { } name || !_book.Flows.TryGetValue(name, out var topic) || !topic.Facts.Contains(FaqFact.Name)
            || Fetch(_book.Kinds[FaqFact.Name], index) is not { Outcome: FaqFact.Found } fact
            || !topic.Intents.Contains(fact.Values["intent"]) || _book.AnswerTo(topic, fact) is not { } answer)
        {
            return false;
        }
        Understood(fact.Values["intent"]);
        Give(topic, answer, fact);
        return true;
    }

    /// <summary>Runs a flow to its answer; false when it has none, or must wait for facts.</summary>
    private bool Run(Flow flow, int index)
    {
        if (!flow.Aside)
            _state = _state with { Flow = flow.Name, Pending = null };
        foreach (var rule in flow.Slots)
        {
            var value = _state.Slot(rule.Name);
            if (value is not null && rule.Pattern?.IsMatch(value) != false)
                continue;
            _state = _state with { Slots = _state.Slots.Remove(rule.Name) };
            Give(flow, new Answer(value is null ? rule.Ask : rule.Invalid!) { Ask = [rule.Name] }, null);
            return true;
        }
        foreach (var kind in flow.FactsFor(turn.Segments[index].Text))
        {
            if (Fetch(_book.Kinds[kind], index) is not { } fact)
                return false;
            if (fact.Outcome != Fact.None && _book.AnswerTo(flow, fact) is { } answer)
            {
                Give(flow, answer, fact);
                return true;
            }
        }
        if (flow.Otherwise is null)
            return false;
        Give(flow, flow.Otherwise, null);
        return true;
    }

    private void Confirm(int index)
    {
        var pending = _state.Pending!;
        _state = _state with { Pending = null };
        if (pending.Action == PendingAction.Handover)
        {
            Understood("human");
            HandOver("not_understood", null);
            return;
        }
        var flow = _book.Flows.GetValueOrDefault(pending.Flow);
        if (flow is null || !_book.Kinds.TryGetValue(pending.Action, out var action))
            Guess(index);
        else if (Fetch(action, index) is { } fact)
        {
            Understood(flow.Intents.FirstOrDefault() ?? flow.Name);
            Give(flow, _book.AnswerTo(flow, fact) ?? _book.Common[Fact.Unavailable], fact);
        }
    }

    private Fact? Fetch(FactKind kind, int index)
    {
        var arguments = kind.Slots.Select(s => (s, _state.Slot(s))).ToList();
        if (kind.ReadsText)
            arguments.Add((FactContext.Segments, index.ToString(CultureInfo.InvariantCulture)));
        if (kind.ChecksOwner)
        {
            arguments.Add((FactContext.Member, turn.Member));
            if (_state.Slot(SlotNames.Order) is { } order && _state.ProvenOrders.Contains(order))
                arguments.Add((FactContext.Proven, "true"));
            if (_state.WrongProofs >= DialogueSetting.MaxWrongProofs)
                arguments.Add((FactContext.Locked, "true"));
        }
        if (kind.IsAction)
            arguments.Add((FactContext.Operation, $"{turn.OperationId}:{kind.Name}"));
        var query = new FactQuery(kind.Name, [.. arguments]);
        if (facts[query] is not { } fact)
        {
            _needed.Add(query);
            return null;
        }
        if (kind.Slots.Contains(SlotNames.Product) || kind.Slots.Contains(SlotNames.Category))
            About();
        return fact;
    }

    private void Understood(string intent)
    {
        _understood = true;
        _intents.Add(intent);
    }

    private static string IntentOf(Flow flow, Segment segment) =>
        flow.Intents.Contains(segment.Top.Intent) ? segment.Top.Intent : flow.Intents.FirstOrDefault() ?? flow.Name;

    private const string UnknownIntent = "unknown";
    private readonly int _missesBefore = state.Misses;
}
