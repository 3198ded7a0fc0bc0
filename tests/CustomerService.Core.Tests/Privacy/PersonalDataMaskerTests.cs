using System.Text.RegularExpressions;
using CsCheck;
using CustomerService.Core.Privacy;

namespace CustomerService.Core.Tests.Privacy;

public sealed partial class PersonalDataMaskerTests
{
    [Theory]
    [InlineData("我的电话13812345678", "我的电话138****5678")]
    [InlineData("138 1234 5678", "138****5678")]
    [InlineData("138-1234-5678是我", "138****5678是我")]
    [InlineData("138 12345678", "138****5678")]
    [InlineData("+8613812345678", "138****5678")]
    [InlineData("+86 138-1234-5678", "138****5678")]
    [InlineData("0086 13812345678", "138****5678")]
    [InlineData("86-13812345678", "138****5678")]
    [InlineData("１３８１２３４５６７８", "138****5678")]
    [InlineData("1 3 8 1 2 3 4 5 6 7 8", "138****5678")]
    [InlineData("1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "138****5678\uFE0F\u20E3")]
    [InlineData("138\u200b1234\u200b5678", "138****5678")]
    [InlineData("13812345678,19912345678", "138****5678,199****5678")]
    [InlineData("张三13812345678北京", "张三138****5678北京")]
    [InlineData("**13812345678**", "**138****5678**")]
    [InlineData("13812345678 123456", "138****5678 123456")]
    public void Mask_MobileNumber_KeepsThreeAndFour(string text, string expected) =>
        PersonalDataMasker.Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("身份证110101199003071234", "身份证110101********1234")]
    [InlineData("11010519491231002X", "110105********002X")]
    [InlineData("11010519491231002x,谢谢", "110105********002X,谢谢")]
    [InlineData("110101 19900307 1234", "110101********1234")]
    [InlineData("卡号4111111111111111", "卡号**** **** **** 1111")]
    [InlineData("6222 0212 3456 7890 123", "6222 0212 3456 7890 123")]
    [InlineData("4111 1111 1111 1111", "**** **** **** 1111")]
    [InlineData("6212345678900000003", "**** **** **** 0003")]
    [InlineData("a@example.com", "a***@example.com")]
    [InlineData("发到zhang.san_88@mail.example.com.cn吧", "发到z***@mail.example.com.cn吧")]
    [InlineData("13812345678@qq.com", "1***@qq.com")]
    [InlineData("010-88881234", "010-****1234")]
    [InlineData("0571 8888123", "0571-****8123")]
    [InlineData("家里01088881234", "家里010-****1234")]
    public void Mask_OtherPersonalNumber_HidesItsMiddle(string text, string expected) =>
        PersonalDataMasker.Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("订单202511220001到哪了")]
    [InlineData("2025 1122 0001")]
    [InlineData("订单号：4111111111111111")]
    [InlineData("20251122000000000005")]
    [InlineData("3299元太贵了，199.00块行不行")]
    [InlineData("黑色256G 2899 3299 3799")]
    [InlineData("128 256 512 1024 2048")]
    [InlineData("1234567890")]
    [InlineData("99999999999")]
    [InlineData("138****5678")]
    [InlineData("热线400-000-0118")]
    [InlineData("2026-12-01 15:30")]
    [InlineData("https://shop.example/p/P1001?item=1001")]
    [InlineData("@小星 在吗")]
    [InlineData("")]
    public void Mask_NothingPersonal_KeepsText(string text) => PersonalDataMasker.Mask(text).ShouldBe(text);

    [Fact]
    public void Mask_NumbersGluedToEachOther_AreAllHiddenAtOnce()
    {
        const string glued = "01088881234\u200b911010519491231002X010-888812342025112200017010-88881234-56781381234";
        var masked = PersonalDataMasker.Mask(glued);
        PersonalDataMasker.Mask(masked).ShouldBe(masked);
    }

    [Fact]
    public void Mask_MaskedText_ChangesNothing() => Texts.Sample(
        text =>
        {
            var once = PersonalDataMasker.Mask(text);
            return PersonalDataMasker.Mask(once) == once;
        },
        iter: 20_000);

    [Fact]
    public void Mask_AnyText_LeavesNoMobileNumber() => Texts.Sample(
        text => !Mobile().IsMatch(PersonalDataMasker.Mask(text)), iter: 20_000);

    [Fact]
    public void Mask_AnyString_DoesNotThrow() => Gen.String.Sample(text => PersonalDataMasker.Mask(text) is not null);

    [Fact]
    public void Mask_TwoThousandHostileCharacters_IsLinear()
    {
        // A quadratic scan of two million characters would not come back.
        PersonalDataMasker.Mask(string.Concat(Enumerable.Repeat("1381234 ", 250_000))).Length.ShouldBeGreaterThan(0);
        PersonalDataMasker.Mask(new string('a', 2_000_000) + "@").Length.ShouldBe(2_000_001);
    }

    // Fragments that meet in every way: glued, spaced, cut, masked already.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf<string>([.. new[]
        {
            "13812345678", "1381234", "138", "1234", "5678", "12345678", "110101199003071234", "11010519491231002X", "4111111111111111",
            "138****5678", "**** **** **** 1111", "010-88881234", "01088881234", "202511220001", "a@b.com", "x13@163.com", "+86", "0086", "0",
            "****", "***", "*", " ", "-", ".", "@", "号", "订单号", "１３８", "９", "\u200b", "x", "86",
        }.Select(Gen.Const)]),
        Gen.Char["0123456789 -.*@+x"].Select(c => c.ToString())).Array[0, 12].Select(parts => string.Concat(parts));

    [GeneratedRegex("(?<![0-9０-９])[1１][3-9３-９][0-9０-９]{9}(?![0-9０-９])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mobile();
}
