using CsCheck;
using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Text;

public sealed class MisspellingsTests
{
    private static readonly Misspellings Shipped = Misspellings.LoadShipped();

    [Theory]
    [InlineData("辶款手机有现伙吗", "辶款手机有现货吗")]
    [InlineData("优惠卷怎么领卷", "优惠券怎么领券")]
    [InlineData("嘿色的有木有", "黑色的有没有")]
    [InlineData("有现货吗", "有现货吗")]
    [InlineData("", "")]
    [InlineData("现", "现")]
    public void Mend_Slips_AreTheUsualWords(string text, string expected) => Shipped.Mend(text).ShouldBe(expected);

    [Fact]
    public void Mend_AnyText_KeepsItsLengthAndIsMendedOnce() => Gen.OneOf(
            Gen.OneOf<string>([.. new[] { "现伙", "优惠卷", "优惠", "卷", "木有", "发票", "能道", "吗" }.Select(Gen.Const)]), Gen.String)
        .Array[0, 8].Select(string.Concat)
        .Sample(text => Shipped.Mend(text).Length == text.Length);

    [Theory]
    [InlineData("misspellings:\n  现货: [现]", "'现'")]
    [InlineData("misspellings:\n  现货: [没有货]", "'没有货'")]
    [InlineData("misspellings:\n  现货: [现货]", "'现货'")]
    [InlineData("misspellings:\n  现货: [现伙]\n  有货: [现伙]", "write it once")]
    [InlineData("misspellings: 3", "misspellings.yaml(1)")]
    public void Load_WrongEntry_SaysWhatToWrite(string yaml, string said) =>
        Should.Throw<FormatException>(() => Misspellings.Load(yaml)).Message.ShouldContain(said);
}
