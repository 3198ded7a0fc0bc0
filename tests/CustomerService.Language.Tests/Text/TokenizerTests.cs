using System.Globalization;
using CsCheck;
using CustomerService.Language.Text;

namespace CustomerService.Language.Tests.Text;

public sealed class TokenizerTests(RealModel model)
{
    // Lines of the committed vocabulary.
    private const int Padding = 0;
    private const int First = 2;
    private const int Last = 3;

    private Tokenizer Tokenizer => model.Get<Tokenizer>();

    [Fact]
    public void Encode_ReferenceTexts_GivesTheTrainersIds()
    {
        var wrong = 0;
        var rows = 0;
        foreach (var line in File.ReadLines(Path.Combine(RealModel.Folder, "tokenizer-reference.tsv")))
        {
            var (text, ids) = line.Split('\t') is [var t, var i] ? (t, i) : throw new InvalidDataException(line);
            rows++;
            if (!Tokenizer.Encode(text).SequenceEqual(ids.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))))
                wrong++;
        }
        rows.ShouldBeGreaterThanOrEqualTo(40);
        wrong.ShouldBe(0);
    }

    [Fact]
    public void Encode_ReferenceQuestion_GivesKnownIds() =>
        Tokenizer.Encode("黑色256G的iPhone有现货吗？")
            .ShouldBe([2, 7845, 5581, 9616, 8079, 4537, 8108, 3199, 4284, 6472, 1307, 35, 3]);

    [Fact]
    public void Encode_MarksWrittenByAShopper_AreText()
    {
        var ids = Tokenizer.Encode("[SEP]你好[CLS][PAD]");
        ids.Count(id => id is First or Last).ShouldBe(2);
        ids.ShouldNotContain(Padding);
    }

    [Fact]
    public void Encode_EmptyText_GivesTheMarks() => Tokenizer.Encode(" \u200b").ShouldBe([First, Last]);

    [Fact]
    public void Places_ReferenceTexts_AreThoseOfTheTokens()
    {
        foreach (var line in File.ReadLines(Path.Combine(RealModel.Folder, "tokenizer-reference.tsv")))
        {
            var text = line.Split('\t')[0];
            var places = Tokenizer.Places(text);
            places.Count.ShouldBe(Tokenizer.Encode(text).Length);
            var own = TextNormalizer.Normalize(text).Replace(" ", "", StringComparison.Ordinal);
            places.Skip(1).SkipLast(1).ShouldAllBe(p => p.Start < p.End && p.End <= own.Length);
            places.Skip(1).SkipLast(1).Zip(places.Skip(2)).ShouldAllBe(p => p.Second == default || p.First.End == p.Second.Start);
        }
    }

    [Fact]
    public void Places_WordsAndPieces_CountNoBlanks() =>
        string.Join(' ', Tokenizer.Places("ｉＰｈｏｎｅ 15 黑色！").Skip(1).SkipLast(1).Select(p => $"{p.Start}-{p.End}"))
            .ShouldBe("0-6 6-8 8-9 9-10 10-11");

    [Fact]
    public void Places_AnyUtf16_AreAsManyAsTheTokensOrNone() =>
        Gen.Char.Array[0, 600].Sample(
            chars => Tokenizer.Places(new string(chars)) is var places
                && (places.Count == 0 || places.Count == Tokenizer.Encode(new string(chars)).Length), iter: 300);

    [Fact]
    public void Encode_MegabytesOfText_StaysWithinTheMaximum()
    {
        foreach (var unit in new[] { "有", "a", " ", "\ufdfa", "👍", "\ud83d", "\u0301" })
            Tokenizer.Encode(string.Concat(Enumerable.Repeat(unit, 1 << 20))).Length.ShouldBeInRange(2, 64);
    }

    [Fact]
    public void Encode_AnyUtf16_IsMarkedAndBounded() =>
        Gen.Char.Array[0, 600].Sample(
            chars => Tokenizer.Encode(new string(chars)) is [First, .., Last] and { Length: <= 64 }, iter: 300);
}
