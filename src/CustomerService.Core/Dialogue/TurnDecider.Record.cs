using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue;

/// <summary>What is kept of the turn: facts settled, mood, what it says about the shopper, and why it went as it did.</summary>
internal sealed partial class TurnDecider
{
    private bool IsUpset => _cursed || (turn.Sentiment < 0 && turn.SentimentConfidence >= SentimentThreshold);

    // The mood of the conversation, not of one word, says how it is met and what follows.
    private void Feel()
    {
        var heat = Temper.After(_state.Heat, IsUpset, _cursed, turn.Sentiment > 0 && turn.SentimentConfidence >= SentimentThreshold);
        var angry = heat >= Temper.Of(_book.Handover.Negative + (_settled ? 1 : 0));
        _state = _state with
        {
            Heat = heat,
            Negatives = _state.Negatives + (IsUpset ? 1 : 0),
            Soothed = heat < Temper.Calm ? null : _state.Soothed,
        };
        if (!IsUpset)
            return;
        Soothe(angry ? CommonAnswers.SootheAngry : CommonAnswers.Soothe);
        if (!angry)
            return;
        if (_state.Handover is null)
            HandOver("anger", null);
        Care();
    }

    // The same words of comfort again are a formula, and formulas anger.
    private void Soothe(string words)
    {
        if (_state.Soothed == words || _state.Soothed == CommonAnswers.SootheAngry || _replies.Count == 0)
            return;
        _state = _state with { Soothed = words };
        _replies[0] = _replies[0] with { Text = _book.Common[words].Say + _replies[0].Text };
        if (_state.Handover is null)
            _replies[^1] = _replies[^1] with { QuickReplies = [.. _replies[^1].QuickReplies.Union(_book.Common[words].QuickReplies, StringComparer.Ordinal)] };
    }

    // A fact that cannot be had is no second apology: the next upset turn asks again.
    private void Care()
    {
        if (_state.Cared || _state.Negatives < DialogueSetting.UpsetTurns || Fetch(_book.Kinds[CareFact.Name], 0) is not { Outcome: CareFact.Given } given)
            return;
        _state = _state with { Cared = true };
        _used.Add($"{given.Kind}:{given.Outcome}");
        Tell(given);
        _replies.Add(new Reply(Template.Fill(_book.Common[CareFact.Given].Say, name => Value(name, given))) { Cards = given.Cards });
    }

    // Whose data cannot be had again and again is not told the same again: a human has other means.
    private void Despair()
    {
        var failed = _used.Any(u => u.EndsWith(":" + Fact.Unavailable, StringComparison.Ordinal));
        if (!failed && _used.Count == 0)
            return;
        _state = _state with { Failures = failed ? _state.Failures + 1 : 0 };
        if (_state.Failures >= _book.Handover.Unavailable && _state.Handover is null)
            HandOver("tool_failure", null);
    }

    private void Settle(Fact fact)
    {
        _used.Add($"{fact.Kind}:{fact.Outcome}");
        Tell(fact);
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

    // Two parts of a turn may rest on one fact.
    private void Tell(Fact fact)
    {
        if (fact.Happened is { } happened && _effects.All(e => e.Webhook?.Operation != happened.Operation))
            _effects.Add(new Effect { Webhook = happened });
    }

    private void Observe()
    {
        var recipient = _intents.Contains(Understanding.Intents.Gift) ? _state.Slot(SlotNames.Recipient) : null;
        if (_categories.Count == 0 && !IsUpset && recipient is null)
            return;
        _effects.Add(new Effect
        {
            Observation = new ProfileObservation(
                $"{turn.OperationId}:profile", turn.At, [.. _intents], [.. _categories.Order(StringComparer.Ordinal)], IsUpset ? -1 : Math.Max(0, turn.Sentiment))
            {
                Member = turn.Member,
                Price = Product()?.Skus.Min(s => s.Price),
                Recipient = recipient,
            },
        });
    }

    private void About()
    {
        if (Product() is { } product)
            _categories.Add(product.Category);
        else if (_state.Slot(SlotNames.Category) is { } category)
            _categories.Add(category);
    }

    private Product? Product() =>
        _state.Slot(SlotNames.Product) is { } id ? setting.Catalogue.Products.GetValueOrDefault(id) : null;

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
}
