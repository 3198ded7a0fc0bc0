using System.Numerics.Tensors;
using CustomerService.Contracts.Understanding;

namespace CustomerService.Language.Model;

/// <summary>
/// Reads slots from the logits of the tokens: the likeliest way through the labels on which an I- follows its own B- or I-
/// (Viterbi, 1967), and of its slots those that are sure enough.
/// </summary>
internal sealed class SlotDecoder
{
    private const int Outside = 0;

    private readonly string[] slots;
    private readonly float[] thresholds;
    private readonly int labels;
    private readonly float[] best;
    private readonly float[] shares;
    private readonly int[] from;

    public SlotDecoder(ModelSlots head, int maxTokens)
    {
        labels = head.Labels.Count;
        slots = [.. head.Labels.Skip(1).Where((_, i) => i % 2 == 0).Select(l => l[2..])];
        // Above any probability: what has no threshold is not given.
        thresholds = [.. slots.Select(s => head.Thresholds.GetValueOrDefault(s, 2))];
        best = new float[maxTokens * labels];
        shares = new float[labels];
        from = new int[maxTokens * labels];
    }

    /// <summary>Spans in tokens, in their order. Not thread-safe.</summary>
    /// <param name="logits">Tokens × labels, the two marks at the ends included.</param>
    public IReadOnlyList<SlotSpan> Decode(ReadOnlySpan<float> logits)
    {
        var tokens = logits.Length / labels;
        if (tokens < 3)
            return [];
        for (var token = 1; token < tokens - 1; token++)
            Step(logits, token);
        return Spans(logits, Path(tokens));
    }

    private void Step(ReadOnlySpan<float> logits, int token)
    {
        for (var label = 0; label < labels; label++)
        {
            var (score, before) = token == 1
                ? (IsInside(label) ? float.NegativeInfinity : 0, Outside)
                : Before(token - 1, label);
            best[(token * labels) + label] = score + logits[(token * labels) + label];
            from[(token * labels) + label] = before;
        }
    }

    private (float Score, int Label) Before(int token, int label)
    {
        var row = best.AsSpan(token * labels, labels);
        if (!IsInside(label))
        {
            var any = TensorPrimitives.IndexOfMax<float>(row);
            return (row[any], any);
        }
        return row[label] > row[label - 1] ? (row[label], label) : (row[label - 1], label - 1);
    }

    private int[] Path(int tokens)
    {
        var path = new int[tokens];
        var last = tokens - 2;
        path[last] = TensorPrimitives.IndexOfMax<float>(best.AsSpan(last * labels, labels));
        for (var token = last; token > 1; token--)
            path[token - 1] = from[(token * labels) + path[token]];
        return path;
    }

    private List<SlotSpan> Spans(ReadOnlySpan<float> logits, int[] path)
    {
        List<SlotSpan> found = [];
        for (var token = 1; token < path.Length - 1; token++)
        {
            if (path[token] == Outside)
                continue;
            var (start, first) = (token, path[token]);
            var confidence = Share(logits, token, first);
            while (path[token + 1] == first + 1)
                confidence = MathF.Min(confidence, Share(logits, ++token, first));
            var slot = first / 2;
            if (confidence >= thresholds[slot])
                found.Add(new(slots[slot], start, token + 1 - start, confidence));
        }
        return found;
    }

    // The probability of the slot, whether it begins here or goes on.
    private float Share(ReadOnlySpan<float> logits, int token, int first)
    {
        TensorPrimitives.SoftMax(logits.Slice(token * labels, labels), shares);
        return shares[first] + shares[first + 1];
    }

    private static bool IsInside(int label) => label > 0 && label % 2 == 0;
}
