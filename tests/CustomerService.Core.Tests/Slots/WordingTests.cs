using CustomerService.Core.Slots;

namespace CustomerService.Core.Tests.Slots;

public sealed class WordingTests
{
    [Theory]
    [InlineData("黑色", "曜石黑|雾松绿|晴空蓝", "曜石黑")]
    [InlineData("黑色", "黑色|曜石黑", "黑色")]
    [InlineData("米白", "米白色|黑色", "米白色")]
    [InlineData("咖啡色", "咖色|黑色", "咖色")]
    [InlineData("蓝色", "浅蓝色|深蓝色", null)]
    [InlineData("紫色", "黑色|白色", null)]
    [InlineData("黑色", "", null)]
    public void MatchColour_Offered_GivesTheOneMeant(string said, string offered, string? expected) =>
        ColourWording.Match(said, offered.Split('|')).ShouldBe(expected);

    [Theory]
    [InlineData("256GB", "128G|256G", "256G")]
    [InlineData("5L", "3升|5升", "5升")]
    [InlineData("42", "41码|42码", "42码")]
    [InlineData("42码", "41|42", "42")]
    [InlineData("2XL", "XL|XXL", "XXL")]
    [InlineData("二段", "1段|2段", "2段")]
    [InlineData("5斤", "5斤（12–14个）|10斤（24–28个）", "5斤（12–14个）")]
    [InlineData("64G", "128G|256G", null)]
    public void MatchSpec_Offered_GivesTheOneMeant(string said, string offered, string? expected) =>
        SpecWording.Match(said, offered.Split('|')).ShouldBe(expected);
}
