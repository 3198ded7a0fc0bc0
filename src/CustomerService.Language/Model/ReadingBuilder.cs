using System.Numerics.Tensors;
using CustomerService.Contracts.Understanding;

namespace CustomerService.Language.Model;

/// <summary>Makes a <see cref="Reading"/> of one row of outputs.</summary>
internal sealed class ReadingBuilder(ModelManifest manifest)
{
    /// <summary>Intents that a reading carries: enough for a choice to be offered, and 5 % of the row's bytes.</summary>
    public const int Alternatives = 5;

    private readonly float[] intents = new float[manifest.Intents.Count];
    private readonly float[] sentiments = new float[manifest.Sentiments.Count];
    private readonly FaqScale faq = manifest.FaqOrUsual;
    private readonly SlotDecoder? slots = manifest.Slots is { } head ? new SlotDecoder(head, manifest.MaxTokens) : null;

    /// <summary>Not thread-safe. Spans are counted in tokens: the text is not known here.</summary>
    /// <exception cref="InvalidOperationException">An output is not a finite number.</exception>
    public Reading Build(
        ReadOnlySpan<float> intentLogits, ReadOnlySpan<float> sentimentLogits, ReadOnlySpan<float> embedding,
        ReadOnlySpan<float> slotLogits = default)
    {
        Calibrate(intentLogits, manifest.Temperature.Intent, intents);
        Calibrate(sentimentLogits, manifest.Temperature.Sentiment, sentiments);
        if (!float.IsFinite(TensorPrimitives.Sum(intents) + TensorPrimitives.Sum(sentiments)
            + TensorPrimitives.Sum(embedding) + TensorPrimitives.Sum(slotLogits)))
            throw new InvalidOperationException("The model gave a number that is not finite.");
        var sentiment = TensorPrimitives.IndexOfMax(sentiments);
        return new Reading(
            Best(), manifest.Sentiments[sentiment], sentiments[sentiment], embedding.ToArray())
        {
            Spans = slots?.Decode(slotLogits),
            EmbeddedBy = manifest.Sha256,
            UnknownThreshold = manifest.UnknownThreshold,
            Faq = faq,
        };
    }

    private static void Calibrate(ReadOnlySpan<float> logits, float temperature, Span<float> probabilities)
    {
        TensorPrimitives.Divide(logits, temperature, probabilities);
        // The greatest is taken away first: the softmax of large logits would overflow.
        TensorPrimitives.Subtract(probabilities, TensorPrimitives.Max(probabilities), probabilities);
        TensorPrimitives.SoftMax(probabilities, probabilities);
    }

    private IntentScore[] Best()
    {
        var best = new IntentScore[Math.Min(Alternatives, intents.Length)];
        for (var i = 0; i < best.Length; i++)
        {
            var at = TensorPrimitives.IndexOfMax(intents);
            best[i] = new IntentScore(manifest.Intents[at], intents[at]);
            intents[at] = -1;
        }
        return best;
    }
}
