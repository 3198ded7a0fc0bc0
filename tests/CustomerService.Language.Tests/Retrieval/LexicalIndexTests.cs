using CsCheck;
using CustomerService.Language.Retrieval;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class LexicalIndexTests
{
    private static readonly LexicalIndex Index = new(["怎么开发票", "怎么退货", "怎么修改收货地址"]);

    [Theory]
    [InlineData("发票", 0)]
    [InlineData("退货!", 1)]
    [InlineData("改 地址", 2)]
    public void Score_SharedCharacters_FavoursTheirDocument(string text, int expected)
    {
        var scores = Score(Index, text);
        Array.IndexOf(scores, scores.Max()).ShouldBe(expected);
    }

    [Fact]
    public void Score_WordOfAllDocuments_SaysLessThanARareOne() =>
        Score(Index, "怎么发票")[0].ShouldBeGreaterThan(2 * Score(Index, "怎么发票")[1]);

    [Fact]
    public void Score_NothingShared_IsZero() => Score(Index, "？？ xyz").ShouldBe([0, 0, 0]);

    [Fact]
    public void Score_NoDocuments_GivesNone() => Should.NotThrow(() => new LexicalIndex([]).Score("发票", []));

    [Fact]
    public void Score_AnyText_IsAShare() =>
        Gen.String.Sample(text => Score(new LexicalIndex([text, "退货"]), text).All(s => s is >= 0 and <= 1.0001f));

    private static float[] Score(LexicalIndex index, string text)
    {
        // What was in the memory before does not count.
        var scores = Enumerable.Repeat(float.NaN, index.Count).ToArray();
        index.Score(text, scores);
        return scores;
    }
}
