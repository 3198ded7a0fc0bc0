using CsCheck;
using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Text;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  黑色，２５６Ｇ。 ", "黑色,256g。")]
    [InlineData("iPhone　X1\t\nPRO", "iphone x1 pro")]
    [InlineData("有\u200b货\u202e吗\ufeff？", "有货吗?")]
    [InlineData("①件 ㎏ ￥199", "1件 kg ¥199")]
    [InlineData("a\u0000b\u0007c", "abc")]
    [InlineData("好\ufe0f😀", "好😀")]
    [InlineData("\uffff\ufffe\ufdd0x", "x")]
    [InlineData("e\u200d\u0301", "é")]
    public void Normalize_Text_GivesOneForm(string? text, string expected) =>
        TextNormalizer.Normalize(text).ShouldBe(expected);

    [Fact]
    public void Normalize_LoneSurrogates_AreDropped() =>
        TextNormalizer.Normalize("lone \ud83d end \udc00").ShouldBe("lone end");

    [Fact]
    public void Normalize_GrowingLigatures_IsBounded() =>
        TextNormalizer.Normalize(new string('\ufdfa', 2000)).Length.ShouldBeLessThanOrEqualTo(TextNormalizer.MaxLength);

    [Fact]
    public void Normalize_Normalised_ChangesNothing() => Gen.String.Sample(text =>
    {
        var once = TextNormalizer.Normalize(text);
        return TextNormalizer.Normalize(once) == once;
    });

    [Fact]
    public void Normalize_AnyCharacterPair_DoesNotThrow() =>
        Gen.Select(Gen.Int[0, 0xFFFF], Gen.Int[0, 0xFFFF]).Sample((a, b) =>
            TextNormalizer.Normalize($"{(char)a}{(char)b}").Length <= TextNormalizer.MaxLength, iter: 50_000);
}
