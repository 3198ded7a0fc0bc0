using CustomerService.Core.Knowledge;
using CustomerService.Language.Retrieval;
using CustomerService.Language.Text;

namespace CustomerService.Language.Tests.Retrieval;

/// <summary>The search of many entries beside one that takes no short cut: every entry scored by itself, and all sorted.</summary>
public sealed class PlainSearchTests
{
    private const float CharacterShare = 0.66f;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(40, 1)]
    [InlineData(700, 3)]
    [InlineData(6000, 1)]
    public async Task Search_AnyEntries_IsThePlainSearchToTheBit(int count, int wordings)
    {
        var random = new Random(count);
        FaqEntry[] entries =
        [
            .. Enumerable.Range(0, count).Select(i => new FaqEntry(
                $"{i}", "other", Words(random, 8), [.. Enumerable.Range(0, random.Next(wordings)).Select(_ => Words(random, 8))], Words(random, 20))),
        ];
        var embeddings = new FakeReader().Embeddings;
        var table = await KnowledgeTable.Build(embeddings, "t", entries, TestContext.Current.CancellationToken);
        var vectors = await Vectors(embeddings, entries);
        var documents = entries.Select(e => Terms(string.Join(' ', Wordings(e).Append(e.Answer)))).ToArray();
        for (var i = 0; i < 20; i++)
        {
            var text = i % 4 == 0 ? entries[random.Next(count)].Question : Words(random, 1 + random.Next(20));
            var shares = Shares(documents, text);
            var own = Array.FindIndex(entries, e => Wordings(e).Contains(text));
            using var likeness = vectors.Score(FakeReader.Embed(text));
            table.Search(text, new(FakeReader.Embed(text)), 5).Select(m => (m.Entry, m.Score)).ShouldBe(
                Best(entries, e => e == own ? 1 : (likeness.Exact(e) + (CharacterShare * shares[e])) / (1 + CharacterShare)));
            table.Search(text, default, 5).Select(m => (m.Entry, m.Score)).ShouldBe(Best(entries, e => e == own ? 1 : shares[e]));
        }
    }

    private static IEnumerable<(FaqEntry, float)> Best(FaqEntry[] entries, Func<int, float> score) =>
        entries.Select((e, i) => (e, score(i))).OrderByDescending(s => s.Item2).Take(5);

    private static IEnumerable<string> Wordings(FaqEntry entry) => entry.Similar.Prepend(entry.Question);

    private static async Task<WordingTable> Vectors(Embeddings embeddings, FaqEntry[] entries)
    {
        string[] texts = [.. entries.SelectMany(Wordings)];
        var ends = new int[entries.Length];
        for (var i = 0; i < ends.Length; i++)
            ends[i] = (i == 0 ? 0 : ends[i - 1]) + Wordings(entries[i]).Count();
        return new(await embeddings.Of("plain", "t", texts, TestContext.Current.CancellationToken), ends);
    }

    /// <summary>BM25 over characters and pairs, document by document.</summary>
    private static float[] Shares(Dictionary<string, int>[] documents, string text)
    {
        var lengths = documents.Select(d => d.Values.Sum()).ToArray();
        var average = lengths.Average();
        var asked = Terms(text).Keys.Select(t => (Term: t, Holders: documents.Count(d => d.ContainsKey(t)))).ToArray();
        var whole = asked.Aggregate(0f, (sum, t) => sum + (Weight(t.Term) * Rarity(t.Holders)));
        return
        [
            .. documents.Select((d, i) => asked.Aggregate(0f, (sum, t) =>
            {
                var times = d.GetValueOrDefault(t.Term);
                var saturation = (float)(times + (1.2f * (1 - 0.75f + (0.75f * (lengths[i] / average)))));
                return times == 0 ? sum : sum + (Weight(t.Term) * Rarity(t.Holders) * times / saturation);
            }) / whole),
        ];

        float Rarity(int holders) => MathF.Log(1 + ((documents.Length - holders + 0.5f) / (holders + 0.5f)));
    }

    private static float Weight(string term) => term.Length == 1 ? 0.6f : 1;

    private static Dictionary<string, int> Terms(string text)
    {
        var letters = LexicalIndex.Letters(text.Length > Tokenizer.MaxCharacters ? text[..Tokenizer.MaxCharacters] : text);
        Dictionary<string, int> terms = new(StringComparer.Ordinal);
        for (var i = 0; i < letters.Length; i++)
        {
            Add(letters[i..(i + 1)]);
            if (i > 0)
                Add(letters[(i - 1)..(i + 1)]);
        }
        return terms;

        void Add(string term) => terms[term] = terms.GetValueOrDefault(term) + 1;
    }

    // Few characters, some of them in nearly every entry.
    private static string Words(Random random, int length) =>
        string.Create(length, random, (span, r) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)(0x4E00 + (int)(200 * Math.Pow(r.NextDouble(), 3)));
        });
}
