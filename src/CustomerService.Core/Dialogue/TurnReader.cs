using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Slots;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace CustomerService.Core.Dialogue;

/// <summary>Understands the messages of a turn and their clauses; one request to the model, seldom two.</summary>
/// <param name="understanding">The model with slots.</param>
/// <param name="slots">Slots alone, for when the model cannot be asked.</param>
/// <param name="reader">Gives the threshold of readings that bring none.</param>
/// <param name="flows">Their keywords back an unsure model.</param>
/// <param name="circuit">Spares turns the wait for a model that is away.</param>
/// <param name="logger">Told of turns that had to do without the model.</param>
public sealed class TurnReader(
    IUnderstanding understanding, ISlotExtractor slots, IReader reader, IFlowSource flows, ModelCircuit circuit,
    ILogger<TurnReader> logger)
{
    // Two intents in one message are acted on only when the model is this sure of both: clauses out of their
    // sentence are read wrong more often than the sentence is.
    private const float ClauseConfidence = 0.6f;

    // Who says more than this in anger says what about.
    private const int LongestReproach = 10;

    // Of more pieces the first are read as one: who rambles asks at the end.
    private const int MaximumClauses = 8;

    /// <summary>The turn; degraded when the model failed or took longer than <paramref name="budget"/>.</summary>
    /// <param name="tenant">The shop.</param>
    /// <param name="entries">Messages in order; at least one. A burst is one thing said in pieces.</param>
    /// <param name="now">In the shop's zone.</param>
    /// <param name="budget">Ends the wait for the model.</param>
    public async ValueTask<Turn> Read(
        string tenant, IReadOnlyList<InboxEntry> entries, DateTimeOffset now, CancellationToken budget)
    {
        string[] messages = [.. entries.Select(e => e.Text.Trim()).Where(t => t.Length > 0)];
        var whole = string.Join('，', messages);
        var turn = new Turn($"{entries[0].Conversation}:{entries[0].Number}", tenant, now, [new Segment("", [], [], default)], 0, 0)
        {
            Shopper = ConversationId.TryParse(entries[0].Conversation, out var id) ? id.Shopper : "",
            Page = entries.LastOrDefault(e => e.Page is not null)?.Page,
            Member = entries.LastOrDefault(e => e.Member is not null)?.Member,
            HasMedia = entries.Any(e => e.Media.Count > 0),
        };
        return whole.Length == 0 ? turn : await Understand(turn, whole, Clauses(messages), messages.Length > 1, budget);
    }

    private static string[] Clauses(string[] messages)
    {
        string[] clauses = [.. messages.SelectMany(ClauseSplitter.Split)];
        if (clauses.Length > MaximumClauses)
        {
            // Nothing is left out: a human may have been asked for in the first words.
            var last = MaximumClauses - 1;
            return [string.Join('，', clauses[..^last]), .. clauses[^last..]];
        }
        return clauses.Length > 1 ? clauses : [];
    }

    private async ValueTask<Turn> Understand(Turn turn, string whole, string[] clauses, bool isBurst, CancellationToken budget)
    {
        try
        {
            // Messages that waited together mostly say what they want one by one. The whole is as long as all of them, and is
            // read only where none does: behind a queue the model is what is short.
            var pieces = isBurst && clauses.Length > 0 ? await Ask(turn, clauses, budget) : [];
            if (Requests(pieces, Asked(pieces), atLeast: 1) is { } requests && !ByRules(pieces))
                return Read(turn, requests, Mood(pieces));
            var read = await Ask(turn, pieces.Length > 0 ? [whole] : [whole, .. clauses], budget);
            return ByRules(read)
                ? ByKeywords(turn, whole, read[0].Slots)
                : Read(turn, Segments(read[0], pieces.Length > 0 ? pieces : read[1..]), read[0].Reading);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (e is not BrokenCircuitException)
                Log.ModelUnavailable(logger, e);
            return ByKeywords(turn, whole, slots.Extract(turn.Tenant, whole, turn.At));
        }
    }

    private async ValueTask<Understood[]> Ask(Turn turn, string[] texts, CancellationToken budget) =>
        [.. await circuit.Ask(token => understanding.Understand(turn.Tenant, texts, turn.At, token), budget)];

    private static bool ByRules(Understood[] read) => read.Any(r => r.Reading.By == ReadBy.Rules);

    private static Turn Read(Turn turn, IReadOnlyList<Segment> segments, Reading mood) =>
        turn with { Segments = segments, Sentiment = mood.Sentiment, SentimentConfidence = mood.SentimentConfidence };

    // Who is angry in one of several messages is angry.
    private static Reading Mood(Understood[] pieces)
    {
        static float Warmth(Understood piece) => piece.Reading.Sentiment * piece.Reading.SentimentConfidence;
        var coldest = pieces.MinBy(Warmth)!;
        return (coldest.Reading.Sentiment < 0 ? coldest : pieces.MaxBy(Warmth)!).Reading;
    }

    private static Turn ByKeywords(Turn turn, string whole, IReadOnlyList<SlotMention> slots) =>
        turn with { Segments = [new Segment(whole, [], slots, default)], Degraded = true };

    private Segment[] Segments(Understood whole, Understood[] clauses)
    {
        var asked = Asked(clauses);
        return Requests(clauses, asked, atLeast: 2) ?? [One(whole, clauses, asked)];
    }

    // Null where fewer things are asked for.
    private static Segment[]? Requests(Understood[] clauses, string?[] asked, int atLeast) =>
        asked.OfType<string>().Distinct(StringComparer.Ordinal).Count() >= atLeast ? Merge(clauses, asked) : null;

    // "这个手机，黑色的，有货没": one piece says what the others are about.
    private Segment One(Understood whole, Understood[] clauses, string?[] asked)
    {
        var at = Array.FindIndex(asked, a => a is not null);
        return at >= 0 && (Sure(whole) is not { } read || (read != asked[at] && IsReproach(whole, read)))
            ? AskedBy(clauses[at].Reading, Of(whole))
            : Of(whole);
    }

    // "退款怎么还没到!都多久了": who asks for something in anger wants that, and is soothed by the way.
    private string?[] Asked(Understood[] clauses)
    {
        string?[] asked = [.. clauses.Select(Sure)];
        if (asked.Any(a => a is not null and not Intents.Complaint))
        {
            for (var i = 0; i < asked.Length; i++)
            {
                if (clauses[i].Text.Count(char.IsLetterOrDigit) <= LongestReproach && IsReproach(clauses[i], asked[i]))
                    asked[i] = null;
            }
        }
        return asked;
    }

    // A complaint in so many words stays one, whatever is asked beside it.
    private bool IsReproach(Understood understood, string? intent) => intent == Intents.Complaint
        && flows.Current.Phrases.GetValueOrDefault(PhraseNames.Reproach)?.IsMatch(understood.Text) == true
        && flows.Current.ByIntent.GetValueOrDefault(Intents.Complaint)?.Keywords.Any(k => understood.Text.Contains(k, StringComparison.Ordinal)) != true;

    // Clauses of one intent, and those without a sure one, go with their neighbour before them.
    private static Segment[] Merge(Understood[] clauses, string?[] asked)
    {
        var merged = new List<(string? Intent, Segment Segment)>();
        for (var i = 0; i < clauses.Length; i++)
        {
            var intent = asked[i];
            var segment = Of(clauses[i]);
            if (merged.Count > 0 && (intent is null || merged[^1].Intent is null || intent == merged[^1].Intent))
            {
                var (before, first) = merged[^1];
                var lead = before is null ? segment : first;
                merged[^1] = (before ?? intent, lead with
                {
                    Text = first.Text + segment.Text,
                    Slots = [.. first.Slots, .. segment.Slots.Select(s => s with { Start = s.Start + first.Text.Length })],
                });
            }
            else
                merged.Add((intent, segment));
        }
        return [.. merged.Select(m => m.Segment)];
    }

    // Greetings and thanks between two requests are no request of their own, nor is what the goods will be worn with.
    private string? Sure(Understood understood)
    {
        if (Beside.OnlyTells(understood.Text, understood.Slots))
            return null;
        var threshold = Math.Max(ClauseConfidence, understood.Reading.UnknownThreshold ?? reader.UnknownThreshold);
        var intent = IntentJudge.Judge(understood.Reading.Intents, understood.Text, threshold, flows.Current);
        return intent is "greeting" or "closing" or "smalltalk" ? null : intent;
    }

    private static Segment Of(Understood u) => AskedBy(u.Reading, new(u.Text, [], u.Slots, TextVector.Of(u.Reading)));

    private static Segment AskedBy(Reading reading, Segment said) =>
        said with { Intents = reading.Intents, UnknownThreshold = reading.UnknownThreshold };
}
