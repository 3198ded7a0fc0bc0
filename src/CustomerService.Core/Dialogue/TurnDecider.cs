using System.Collections.Immutable;
using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue;

/// <summary>Decides one turn: hears its segments in order, and speaks. Lives for one call.</summary>
internal sealed class TurnDecider(DialogueState state, Turn turn, FactSet facts, DialogueSetting setting)
{
    // Sentiment is acted on from here: to soothe somebody who is not angry is worse than to miss mild impatience.
    private const float SentimentThreshold = 0.8f;

    private readonly FlowBook _book = setting.Book;
    private readonly OpenQuestion? _openBefore = state.Open;
    private readonly List<Reply> _replies = [];
    private readonly List<Effect> _effects = [];
    private readonly List<FactQuery> _needed = [];
    private readonly List<string> _intents = [];
    private readonly List<string> _used = [];
    private readonly HashSet<string> _categories = new(StringComparer.Ordinal);
    private DialogueState _state = state;
    private string? _handover;
    private bool _human;
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
            case Act.AskHuman:
                Start(_book.ByIntent["human"], "human", index);
                break;
            case Act.Rage:
                Understood("complaint");
                HandOver("anger", null);
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
            || Fetch(_book.Kinds[FaqFact.Name], index) is not { Outcome: not Fact.None } fact
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

    private void Give(Flow flow, Answer answer, Fact? fact)
    {
        if (fact is not null)
            Settle(fact);
        var text = Template.Fill(answer.Say, name => Value(name, fact));
        var asks = answer.Ask.IsEmpty ? [] : fact is { Missing.IsEmpty: false } ? fact.Missing : answer.Ask;
        if (!asks.IsEmpty && !Ask(flow, asks, text))
            return;
        if (asks.IsEmpty && _state.Open?.Flow == flow.Name)
            _state = _state with { Open = null };
        _replies.Add(new Reply(text)
        {
            Cards = fact?.Cards ?? [],
            QuickReplies = [.. (fact?.QuickReplies ?? []).AddRange(answer.QuickReplies).Distinct(StringComparer.Ordinal)],
        });
        if (answer.Confirm is { } action)
            _state = _state with { Pending = new(flow.Name, action, text) };
        if (answer.Handover is { } reason)
            HandOver(reason, flow, answer.Announce);
    }

    /// <summary>Leaves a question open; false when it was asked often enough and the bot gives up.</summary>
    private bool Ask(Flow flow, ImmutableArray<string> slots, string text)
    {
        _asked = true;
        var times = _openBefore is { } open && open.Flow == flow.Name && open.Slots.SequenceEqual(slots) ? open.Times + 1 : 1;
        if (times <= DialogueSetting.MaxAsks)
        {
            _state = _state with { Open = new(flow.Name, slots, text, times) };
            return true;
        }
        _state = _state with { Open = null };
        Offer(CommonAnswers.GiveUp);
        return false;
    }

    // After a digression the open question comes up again; small talk and thanks do not call for that.
    private void Resume()
    {
        if (_openBefore is null || _asked || _state.Open != _openBefore || !_understood || _state.Pending is not null
            || _intents.All(i => _book.ByIntent.GetValueOrDefault(i) is { Aside: true }))
        {
            return;
        }
        if (_human)
            _state = _state with { Open = null };
        else if (_book.Flows.TryGetValue(_openBefore.Flow, out var flow) && Ask(flow, _openBefore.Slots, _openBefore.Text))
            _replies.Add(new Reply(Template.Fill(_book.Common[CommonAnswers.Resume].Say, _ => _openBefore.Text)));
    }

    private void NotUnderstood()
    {
        _intents.Add(UnknownIntent);
        if (_state.Misses > _missesBefore)
            return; // Once a turn, however many segments it has.
        _state = _state with { Misses = _state.Misses + 1 };
        if (_state.Misses > 2 && _state.Pending is { Action: PendingAction.Handover })
            HandOver("not_understood", null);
        else if (_state.Misses >= 2)
            Offer(CommonAnswers.OfferHandover);
        else if (_state.Open is { } open && _book.Flows.TryGetValue(open.Flow, out var flow))
        {
            if (Ask(flow, open.Slots, open.Text))
                _replies.Add(new Reply(open.Text));
        }
        else
            Say(_book.Common[CommonAnswers.NotUnderstood]);
    }

    private void Offer(string name)
    {
        if (_state.Handover is not null)
        {
            Say(_book.Common[CommonAnswers.AlreadyQueued]);
            return;
        }
        Say(_book.Common[name]);
        _state = _state with { Pending = new(name, PendingAction.Handover, _book.Common[name].Say) };
    }

    private void HandOver(string reason, Flow? flow, bool announce = true)
    {
        _human = true;
        if (_state.Handover is not null)
        {
            if (reason == "asked" || _replies.Count == 0)
                Say(_book.Common[CommonAnswers.AlreadyQueued]);
            return;
        }
        _state = _state with { Handover = reason, Pending = null };
        _handover = reason;
        if (announce)
            Say(_book.Common[CommonAnswers.Handover]);
        _effects.Add(new Effect
        {
            Handover = new HandoverRequest($"{turn.OperationId}:handover", "", reason, turn.At)
            {
                Intent = flow?.Intents.FirstOrDefault() ?? _intents.FirstOrDefault(),
                Slots = Held(),
                Sentiment = turn.Sentiment,
            },
        });
    }

    private void Feel()
    {
        if (turn.Sentiment >= 0 || turn.SentimentConfidence < SentimentThreshold)
        {
            _state = _state with { Negatives = 0 };
            return;
        }
        _state = _state with { Negatives = _state.Negatives + 1 };
        var soothe = _book.Common[CommonAnswers.Soothe].Say;
        if (_replies.Count > 0)
            _replies[0] = _replies[0] with { Text = soothe + _replies[0].Text };
        if (_state.Negatives >= 2 && _state.Handover is null)
            HandOver("anger", null);
    }

    private void Settle(Fact fact)
    {
        _used.Add($"{fact.Kind}:{fact.Outcome}");
        if (fact.Settled.TryGetValue(SlotNames.Product, out var product))
            _state = SlotIntake.SetProduct(_state, product);
        if (fact.Settled.Count > 0)
            _state = _state with { Slots = _state.Slots.SetItems(fact.Settled.Where(s => s.Key != FactContext.Proven)) };
        if (fact.Settled.TryGetValue(FactContext.Proven, out var order) && !_state.ProvenOrders.Contains(order))
            _state = _state with { ProvenOrders = _state.ProvenOrders.Add(order), WrongProofs = 0 };
        if (fact.Outcome == FactContext.WrongProof)
        {
            _state = _state with
            {
                WrongProofs = _state.WrongProofs + 1,
                Slots = _state.Slots.Remove(SlotNames.Phone),
            };
        }
        if (!fact.Options.IsEmpty)
            _state = _state with { Options = fact.Options, OptionSlot = fact.OptionSlot };
    }

    private void Observe()
    {
        if (_categories.Count == 0)
            return;
        _effects.Add(new Effect
        {
            Observation = new ProfileObservation(
                $"{turn.OperationId}:profile", turn.At, [.. _intents], [.. _categories.Order(StringComparer.Ordinal)], turn.Sentiment),
        });
    }

    private void About()
    {
        if (_state.Slot(SlotNames.Product) is { } id && setting.Catalogue.Products.TryGetValue(id, out var product))
            _categories.Add(product.Category);
        else if (_state.Slot(SlotNames.Category) is { } category)
            _categories.Add(category);
    }

    private string? Value(string name, Fact? fact) => fact?.Values.GetValueOrDefault(name) ?? name switch
    {
        SlotNames.Product => _state.Slot(name) is { } id ? setting.Catalogue.Products.GetValueOrDefault(id)?.Name : null,
        SlotNames.Category => _state.Slot(name) is { } id ? setting.Catalogue.Categories.GetValueOrDefault(id)?.Name : null,
        _ => _state.Slot(name),
    };

    private void Say(Answer answer) =>
        _replies.Add(new Reply(Template.Fill(answer.Say, name => Value(name, null))) { QuickReplies = answer.QuickReplies });

    private void Understood(string intent)
    {
        _understood = true;
        _intents.Add(intent);
    }

    private static string IntentOf(Flow flow, Segment segment) =>
        flow.Intents.Contains(segment.Top.Intent) ? segment.Top.Intent : flow.Intents.FirstOrDefault() ?? flow.Name;

    private ImmutableSortedDictionary<string, string> Held() => _state.Slots.Remove(SlotNames.Address);

    // A wrong proof is not held, but that it was given belongs to the record.
    private ImmutableSortedDictionary<string, string> Said() =>
        turn.Segments.Select(s => s.Slot(SlotNames.Phone)).FirstOrDefault(p => p is not null) is { } phone
            ? Held().SetItem(SlotNames.Phone, phone)
            : Held();

    private TurnRecord Record() => new([], turn.At)
    {
        Intents = [.. _intents.Distinct(StringComparer.Ordinal)],
        Confidence = turn.Segments[0].Top.Confidence,
        Sentiment = turn.Sentiment,
        Slots = Said(),
        Facts = [.. _used.Distinct(StringComparer.Ordinal)],
        Asked = _state.Open?.Slots ?? [],
        Handover = _handover,
        Degraded = turn.Degraded ? "understanding" : _used.Any(u => u.EndsWith(":" + Fact.Unavailable, StringComparison.Ordinal)) ? "facts" : null,
    };

    private const string UnknownIntent = "unknown";
    private readonly int _missesBefore = state.Misses;
}
