using CsCheck;
using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Text;

public sealed class MisspellingsTests
{
    private static readonly Misspellings Shipped = Misspellings.LoadShipped();

    [Theory]
    [InlineData("辶款手机有现伙吗", "这款手机有现货吗")]
    [InlineData("辶双鞋有篮色没", "这双鞋有蓝色没")]
    [InlineData("电饭包多少前", "电饭煲多少钱")]
    [InlineData("按装要钱吗", "安装要钱吗")]
    [InlineData("我要投拆", "我要投诉")]
    [InlineData("到手几天了可以经常充电吗", "到手几天了可以经常充电吗")]
    [InlineData("一部分其他颜色接受后发货吗", "一部分其他颜色接受后发货吗")]
    [InlineData("彩虹色的羽绒福利款", "彩虹色的羽绒福利款")]
    [InlineData("尽快地给我寄到加格达奇", "尽快地给我寄到加格达奇")]
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
