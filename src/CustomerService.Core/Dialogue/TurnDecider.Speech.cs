using System.Collections.Immutable;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Dialogue;

/// <summary>What is said: answers, questions, offers and hand-overs.</summary>
internal sealed partial class TurnDecider
{
    private void Give(Flow flow, Answer answer, Fact? fact)
    {
        if (fact is not null)
            Settle(fact);
        _settled |= answer.Settles;
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
        // A VIP is not asked twice: who is one, the shop's orders tell.
        if (turn.Member is not null && _state.Handover is null)
        {
            if (Fetch(_book.Kinds[VipFact.Name], 0) is not { } shopper)
                return;
            if (shopper.Outcome == VipFact.Name)
            {
                HandOver("vip", null);
                return;
            }
        }
        if (_state.Misses > _book.Handover.NotUnderstood && _state.Pending is { Action: PendingAction.Handover })
            HandOver("not_understood", null);
        else if (_state.Misses >= _book.Handover.NotUnderstood)
            Offer(CommonAnswers.OfferHandover);
        else if (_state is { Open: not null, Handover: not null })
            Say(_book.Common[CommonAnswers.AlreadyQueued]); // A human will ask; to insist would only anger.
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
                Intent = Topic(flow),
                Slots = Held(),
                Sentiment = turn.Sentiment,
            },
        });
    }

    // Who asks for a human is there for what was talked about before.
    private string? Topic(Flow? flow)
    {
        var before = _topicBefore is { } name ? _book.Flows.GetValueOrDefault(name)?.Intents.FirstOrDefault() : null;
        var own = flow?.Intents.FirstOrDefault() ?? _intents.FirstOrDefault(i => i != UnknownIntent);
        return own is null or Understanding.Intents.Human ? before ?? own : own;
    }

    private void LeaveQueue()
    {
        Understood(Understanding.Intents.Closing);
        _state = _state with { Handover = null };
        Say(_book.Common[CommonAnswers.LeftQueue]);
        Tell(DeskCommandKind.Leave);
    }

    private void Tell(DeskCommandKind kind) => _effects.Add(new Effect
    {
        // The conversation is filled in by the commit, as for a hand-over.
        Desk = new DeskCommand($"{turn.OperationId}:{(kind == DeskCommandKind.Leave ? "leave" : "callback")}", kind, "") { At = turn.At },
    });

    private string? Value(string name, Fact? fact) => fact?.Values.GetValueOrDefault(name) ?? name switch
    {
        SlotNames.Product => _state.Slot(name) is { } id ? setting.Catalogue.Products.GetValueOrDefault(id)?.Name : null,
        SlotNames.Category => _state.Slot(name) is { } id ? setting.Catalogue.Categories.GetValueOrDefault(id)?.Name : null,
        _ => _state.Slot(name),
    };

    private void Say(Answer answer) =>
        _replies.Add(new Reply(Template.Fill(answer.Say, name => Value(name, null))) { QuickReplies = answer.QuickReplies });
}
