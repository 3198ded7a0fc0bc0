using System.Globalization;
using CsCheck;
using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Text;

public sealed class ChineseNumberTests
{
    [Theory]
    [InlineData("256", 256)]
    [InlineData("两百五十六", 256)]
    [InlineData("二五六", 256)]
    [InlineData("二百五", 250)]
    [InlineData("两百五", 250)]
    [InlineData("一百零五", 105)]
    [InlineData("一千二", 1200)]
    [InlineData("3千", 3000)]
    [InlineData("1千5", 1500)]
    [InlineData("一万五", 15000)]
    [InlineData("一万零五", 10005)]
    [InlineData("十", 10)]
    [InlineData("十二", 12)]
    [InlineData("四十二", 42)]
    [InlineData("二十", 20)]
    [InlineData("一千零二十四", 1024)]
    [InlineData("俩", 2)]
    [InlineData("3.5千", 3500)]
    [InlineData("1.8", 1.8)]
    [InlineData("0", 0)]
    public void TryParse_Number_GivesValue(string text, double expected)
    {
        ChineseNumber.TryParse(text, out var value).ShouldBeTrue();
        value.ShouldBe((decimal)expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("黑")]
    [InlineData("三个")]
    [InlineData("1.2.3")]
    [InlineData("-1")]
    [InlineData("9999999999999")]
    public void TryParse_NoNumber_IsFalse(string text) => ChineseNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_AnyText_DoesNotThrow() =>
        Gen.Char["0123456789.零一二两三十百千万个"].Array[0, 14].Sample(text => ChineseNumber.TryParse(text, out var v) || v >= 0);

    [Fact]
    public void TryParse_WrittenOut_GivesTheNumberBack() => Gen.Int[1, 9999].Sample(number =>
        ChineseNumber.TryParse(Written(number), out var value) && value == number);

    private static string Written(int number)
    {
        var (text, gap) = ("", false);
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            if (digit == 0)
                gap = text.Length > 0;
            else
                (text, gap) = (text + (gap ? "零" : "") + "零一二三四五六七八九"[digit] + name, false);
        }
        return text.Length > 0 ? text : number.ToString(CultureInfo.InvariantCulture);
    }
}
