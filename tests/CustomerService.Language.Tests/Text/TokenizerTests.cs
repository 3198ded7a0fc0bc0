using System.Globalization;
using CsCheck;
using CustomerService.Language.Text;

namespace CustomerService.Language.Tests.Text;

public sealed class TokenizerTests(RealModel model)
{
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
            .ShouldBe([101, 7946, 5682, 9745, 8181, 4638, 8210, 3300, 4385, 6573, 1408, 136, 102]);

    [Fact]
    public void Encode_MarksWrittenByAShopper_AreText()
    {
        var ids = Tokenizer.Encode("[SEP]你好[CLS][PAD]");
        ids.Count(id => id is 101 or 102).ShouldBe(2);
        ids.ShouldNotContain(0);
    }

    [Fact]
    public void Encode_EmptyText_GivesTheMarks() => Tokenizer.Encode(" \u200b").ShouldBe([101, 102]);

    [Fact]
    public void Encode_MegabytesOfText_StaysWithinTheMaximum()
    {
        foreach (var unit in new[] { "有", "a", " ", "\ufdfa", "👍", "\ud83d", "\u0301" })
            Tokenizer.Encode(string.Concat(Enumerable.Repeat(unit, 1 << 20))).Length.ShouldBeInRange(2, 64);
    }

    [Fact]
    public void Encode_AnyUtf16_IsMarkedAndBounded() =>
        Gen.Char.Array[0, 600].Sample(
            chars => Tokenizer.Encode(new string(chars)) is [101, .., 102] and { Length: <= 64 }, iter: 300);
}
