namespace CustomerService.Core.Tests.Slots;

public sealed class PersonSlotTests
{
    [Theory]
    [InlineData("送妈妈什么礼物", "妈妈")]
    [InlineData("我妈下周生日 送点啥好", "妈妈")]
    [InlineData("给女朋友选个生日礼物", "女友")]
    [InlineData("给丈母娘送礼", "妈妈")]
    [InlineData("给我老公", "男友")]
    [InlineData("孩子", "孩子")]
    [InlineData("教师节送老师", "老师")]
    [InlineData("送给爷爷奶奶的", "长辈 长辈")]
    public void Extract_Present_GivesRecipient(string text, string expected) =>
        SlotRows.Found(text, "recipient").ShouldBe(string.Join(' ', expected.Split(' ').Select(e => "recipient=" + e)));

    [Theory]
    [InlineData("宝宝奶粉有货吗")]
    [InlineData("我妈买的手机坏了")]
    [InlineData("我是宝妈 送的赠品呢")]
    [InlineData("老板娘人呢")]
    public void Extract_NoPresent_GivesNoRecipient(string text) => SlotRows.Found(text, "recipient").ShouldBe("");

    [Theory]
    [InlineData("50岁", "50")]
    [InlineData("五十多岁", "50")]
    [InlineData("宝宝3周岁了", "3")]
    [InlineData("奶奶80大寿", "80")]
    public void Extract_Years_GivesAge(string text, string expected) => SlotRows.Found(text, "age").ShouldBe("age=" + expected);

    [Theory]
    [InlineData("0-3岁用的")]
    [InlineData("3岁以上能用吗")]
    [InlineData("500岁")]
    [InlineData("50元")]
    public void Extract_RangeOrNonsense_GivesNoAge(string text) => SlotRows.Found(text, "age").ShouldBe("");
}
