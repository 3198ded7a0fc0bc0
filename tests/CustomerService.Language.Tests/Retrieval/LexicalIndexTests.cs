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
        var scores = Index.Score(text);
        Array.IndexOf(scores, scores.Max()).ShouldBe(expected);
    }

    [Fact]
    public void Score_WordOfAllDocuments_SaysLessThanARareOne() =>
        Index.Score("怎么发票")[0].ShouldBeGreaterThan(2 * Index.Score("怎么发票")[1]);

    [Fact]
    public void Score_NothingShared_IsZero() => Index.Score("？？ xyz").ShouldBe([0, 0, 0]);

    [Fact]
    public void Score_NoDocuments_GivesNone() => new LexicalIndex([]).Score("发票").ShouldBeEmpty();

    [Fact]
    public void Score_AnyText_IsAShare() =>
        Gen.String.Sample(text => new LexicalIndex([text, "退货"]).Score(text).All(s => s is >= 0 and <= 1.0001f));
}
