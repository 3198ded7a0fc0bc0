using CsCheck;
using CustomerService.Language.Text;

namespace CustomerService.Language.Tests.Text;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData("ｉＰｈｏｎｅ１５　２５６Ｇ", "iphone15 256g")]
    [InlineData("  有\t\r\n货 吗？ ", "有 货 吗?")]
    [InlineData("黑\u200b色\ufeff2\u20605\u00ad6G", "黑色256g")]
    [InlineData("①㎡℃", "1m2°c")]
    [InlineData("a\u0000b\u0007c", "abc")]
    [InlineData("\ud800有\udc00货", "有货")]
    [InlineData("👍🏻", "👍🏻")]
    [InlineData("\u0301\ufffd \u3000", "")]
    [InlineData("", "")]
    public void Normalize_Text_GivesOneSpelling(string text, string expected) =>
        TextNormalizer.Normalize(text).ShouldBe(expected);

    [Fact]
    public void Normalize_AnyUtf16_GivesWellFormedTrimmedText() =>
        Gen.Char.Array[0, 40].Sample(chars =>
        {
            var text = TextNormalizer.Normalize(new string(chars));
            return text.IsNormalized() == text.IsNormalized(System.Text.NormalizationForm.FormC)
                && text == text.Trim() && !text.Contains("  ", StringComparison.Ordinal);
        });
}
