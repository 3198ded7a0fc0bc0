using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue.Facts;

namespace CustomerService.Core.Dialogue.Flows;

/// <summary>All flows of a shop with their common words, checked and ready; immutable, replaced whole on reload.</summary>
public sealed class FlowBook
{
    private readonly ImmutableArray<Flow> _deciding;

    internal FlowBook(
        IReadOnlyList<Flow> flows,
        IReadOnlyDictionary<string, Answer> common,
        IReadOnlyDictionary<string, Regex> phrases,
        IReadOnlyDictionary<string, FactKind> kinds,
        HandoverRules handover)
    {
        Handover = handover;
        Flows = flows.ToImmutableDictionary(f => f.Name, StringComparer.Ordinal);
        ByIntent = flows.SelectMany(f => f.Intents.Select(i => (Intent: i, Flow: f)))
            .ToImmutableDictionary(p => p.Intent, p => p.Flow, StringComparer.Ordinal);
        _deciding = [.. flows.Where(f => f.Decides is not null && !f.Intents.IsEmpty)];
        Common = common;
        Phrases = phrases;
        Kinds = kinds;
    }

    /// <summary>By name.</summary>
    public ImmutableDictionary<string, Flow> Flows { get; }

    /// <summary>The flow an intent starts.</summary>
    public ImmutableDictionary<string, Flow> ByIntent { get; }

    /// <summary>Answers that every flow shares; the names in <see cref="CommonAnswers"/> are always there.</summary>
    public IReadOnlyDictionary<string, Answer> Common { get; }

    /// <summary>Ways of saying yes, no, drop it…; the names in <see cref="PhraseNames"/> are always there.</summary>
    public IReadOnlyDictionary<string, Regex> Phrases { get; }

    /// <summary>When the dialogue calls a human by itself.</summary>
    public HandoverRules Handover { get; }

    /// <summary>Kinds of facts by name.</summary>
    public IReadOnlyDictionary<string, FactKind> Kinds { get; }

    /// <summary>The answer of a flow to a fact: the flow's own, else the common one; null when neither has one.</summary>
    public Answer? AnswerTo(Flow flow, Fact fact) =>
        flow.Answers.GetValueOrDefault($"{fact.Kind}.{fact.Outcome}")
        ?? flow.Answers.GetValueOrDefault(fact.Outcome)
        ?? Common.GetValueOrDefault(fact.Outcome);

    /// <summary>The flow whose keywords a text contains, the longest keyword first; for when the model cannot be asked.</summary>
    public Flow? ByKeyword(string text) => Flows.Values
        .SelectMany(f => f.Keywords.Where(k => text.Contains(k, StringComparison.OrdinalIgnoreCase)), (f, k) => (Flow: f, k.Length))
        .OrderByDescending(p => p.Length).ThenBy(p => p.Flow.Name, StringComparer.Ordinal)
        .Select(p => p.Flow).FirstOrDefault();

    /// <summary>The flow that a text asks for by its words alone; null for none.</summary>
    public Flow? ByDecision(string text)
    {
        foreach (var flow in _deciding)
        {
            if (flow.Decides!.IsMatch(text))
                return flow;
        }
        return null;
    }
}

/// <summary>After how many turns in a row of one sort the dialogue calls a human.</summary>
/// <param name="NotUnderstood">Turns not understood: a human is offered; one more, and one is called.</param>
/// <param name="Negative">As upset as after so many upset turns in a row; see <see cref="Temper"/>.</param>
/// <param name="Unavailable">Turns in which the shop's data could not be had.</param>
public sealed record HandoverRules(int NotUnderstood = 2, int Negative = 2, int Unavailable = 2);

/// <summary>Names of the common answers that the engine itself uses.</summary>
public static class CommonAnswers
{
    /// <summary>A turn was not understood.</summary>
    public const string NotUnderstood = "not_understood";

    /// <summary>Two turns in a row were not understood: a human is offered.</summary>
    public const string OfferHandover = "offer_handover";

    /// <summary>An open question comes up again: <c>{question}</c>.</summary>
    public const string Resume = "resume";

    /// <summary>A question was asked often enough: a human is offered.</summary>
    public const string GiveUp = "give_up";

    /// <summary>A human is on the way.</summary>
    public const string Handover = "handover";

    /// <summary>The shopper asks for a human and waits for one already.</summary>
    public const string AlreadyQueued = "already_queued";

    /// <summary>The shopper waits for a human no more.</summary>
    public const string LeftQueue = "left_queue";

    /// <summary>The shopper wants to be called back.</summary>
    public const string CallbackNoted = "callback_noted";

    /// <summary>The shopper rated the service.</summary>
    public const string Rated = "rated";

    /// <summary>The shopper said no to an offer.</summary>
    public const string Declined = "declined";

    /// <summary>The shopper dropped what was under discussion.</summary>
    public const string Dropped = "dropped";

    /// <summary>Said before the answer to an unhappy shopper.</summary>
    public const string Soothe = "soothe";

    /// <summary>Said before the answer to one who has been upset for a while: no excuses, no jollity.</summary>
    public const string SootheAngry = "soothe_angry";

    /// <summary>Said in a peak to who asks for a human about a simple matter, once.</summary>
    public const string PeakFirst = "peak_first";

    /// <summary>Goes with a coupon that an agent gives.</summary>
    public const string AgentCoupon = "agent_coupon";

    /// <summary>A picture, voice or file came without words.</summary>
    public const string MediaOnly = "media_only";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NotUnderstood, OfferHandover, Resume, GiveUp, Handover, AlreadyQueued, LeftQueue, CallbackNoted, Rated, Declined, Dropped, Soothe,
        SootheAngry, PeakFirst, AgentCoupon, CareFact.Given,
        MediaOnly, Fact.Unavailable, .. NoticeCodes.All,
    ];
}

/// <summary>Names of the phrases that the engine itself uses.</summary>
public static class PhraseNames
{
    /// <summary>Yes, to a question that waits for it.</summary>
    public const string Yes = "yes";

    /// <summary>No, to a question that waits for it.</summary>
    public const string No = "no";

    /// <summary>Never mind, to an open question.</summary>
    public const string Drop = "drop";

    /// <summary>Leaves an open question, whatever else is said.</summary>
    public const string Leave = "leave";

    /// <summary>Asks for a human.</summary>
    public const string Human = "human";

    /// <summary>Words of anger that call for a human at once.</summary>
    public const string Anger = "anger";

    /// <summary>Words of the shop's own that call for a human at once.</summary>
    public const string Keyword = "keyword";

    /// <summary>Waits for a human no more.</summary>
    public const string LeaveQueue = "leave_queue";

    /// <summary>Wants to be called back rather than wait.</summary>
    public const string Callback = "callback";

    /// <summary>Looks unfinished: more is likely to follow.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>Impatience and disbelief that go with a request and are none of their own; a shop need not list any.</summary>
    public const string Reproach = "reproach";

    /// <summary>Those that a shop must list.</summary>
    public static IReadOnlyList<string> All { get; } = [Yes, No, Drop, Leave, Human, Anger, Keyword, LeaveQueue, Callback, Unfinished];
}
