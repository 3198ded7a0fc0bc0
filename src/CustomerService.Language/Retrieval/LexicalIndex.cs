using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CustomerService.Language.Text;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// Finds documents by the characters and pairs of neighbouring characters that they share with a text: BM25 (Robertson
/// and Zaragoza, The Probabilistic Relevance Framework, 2009) over letters and digits. Chinese needs no word list so.
/// </summary>
internal sealed class LexicalIndex
{
    /// <summary>How soon a repeated term says no more; the customary value.</summary>
    private const float Saturation = 1.2f;

    /// <summary>How much a long document has to hold a term more often.</summary>
    private const float LengthShare = 0.75f;

    /// <summary>What a single character says beside a pair: less, for it stands in more words.</summary>
    private const float CharacterWeight = 0.6f;

    private readonly Dictionary<int, Term> terms = [];
    private readonly int[] documents;
    private readonly float[] weights;
    private readonly float unknown;

    public LexicalIndex(IEnumerable<string> texts)
    {
        var counts = texts.Select(TermsOf).ToArray();
        Count = counts.Length;
        unknown = Rarity(0);
        var average = counts.Length == 0 ? 1 : Math.Max(1, counts.Average(c => c.Values.Sum()));
        var postings = counts.SelectMany((c, document) => c.Select(t => (Term: t.Key, Document: document, Times: t.Value)))
            .OrderBy(p => p.Term).ThenBy(p => p.Document).ToArray();
        documents = [.. postings.Select(p => p.Document)];
        weights = new float[postings.Length];
        for (int start = 0, end; start < postings.Length; start = end)
        {
            for (end = start; end < postings.Length && postings[end].Term == postings[start].Term;)
                end++;
            var rarity = Weight(postings[start].Term) * Rarity(end - start);
            terms[postings[start].Term] = new(start, end, rarity);
            for (var i = start; i < end; i++)
            {
                var length = counts[postings[i].Document].Values.Sum() / average;
                weights[i] = rarity * postings[i].Times
                    / (float)(postings[i].Times + (Saturation * (1 - LengthShare + (LengthShare * length))));
            }
        }
    }

    /// <summary>Documents.</summary>
    public int Count { get; }

    /// <summary>For each document the share of the text's information that it holds, 0 to 1.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="scores">Takes them; one for each document.</param>
    public void Score(string text, Span<float> scores)
    {
        scores.Clear();
        var whole = 0f;
        foreach (var key in TermsOf(text).Keys)
        {
            if (!terms.TryGetValue(key, out var term))
            {
                whole += Weight(key) * unknown;
                continue;
            }
            whole += term.Rarity;
            for (var i = term.Start; i < term.End; i++)
                scores[documents[i]] += weights[i];
        }
        if (whole > 0)
            TensorPrimitives.Divide(scores, whole, scores);
    }

    /// <summary>Letters and digits in the one spelling.</summary>
    public static string Letters(string text) =>
        string.Concat(TextNormalizer.Normalize(text).Where(char.IsLetterOrDigit));

    private static Dictionary<int, int> TermsOf(string text)
    {
        var letters = Letters(text.Length > Tokenizer.MaxCharacters ? text[..Tokenizer.MaxCharacters] : text);
        var counts = new Dictionary<int, int>(letters.Length * 2);
        for (var i = 0; i < letters.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, letters[i], out _)++;
            if (i > 0)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, (letters[i - 1] << 16) | letters[i], out _)++;
        }
        return counts;
    }

    /// <summary>A pair has its first character in the high half.</summary>
    private static float Weight(int term) => (term >> 16) == 0 ? CharacterWeight : 1;

    private float Rarity(int holders) => MathF.Log(1 + ((Count - holders + 0.5f) / (holders + 0.5f)));

    private readonly record struct Term(int Start, int End, float Rarity);
}
