namespace CustomerService.Core.Tests.Slots;

public sealed class ReferenceSlotTests
{
    [Theory]
    [InlineData("这款有货吗", "reference=this")]
    [InlineData("这个多少钱", "reference=this")]
    [InlineData("它防水吗", "reference=this")]
    [InlineData("该商品", "reference=this")]
    [InlineData("这还有货吗", "reference=this")]
    [InlineData("有同款吗", "reference=same")]
    [InlineData("要一样的", "reference=same")]
    [InlineData("还是那个", "reference=same")]
    [InlineData("刚才那个", "reference=previous")]
    [InlineData("上一个", "reference=previous")]
    [InlineData("之前说的那款", "reference=previous")]
    [InlineData("之前说的多少钱", "reference=previous")]
    [InlineData("第一个", "reference=1")]
    [InlineData("第二款", "reference=2")]
    [InlineData("第2个", "reference=2")]
    [InlineData("选2", "reference=2")]
    [InlineData("最后一个", "reference=-1")]
    [InlineData("前一个", "reference=1")]
    [InlineData("后者", "reference=-1")]
    [InlineData("前者", "reference=1")]
    public void Extract_Reference_GivesItsKind(string text, string expected) => SlotRows.Found(text).ShouldBe(expected);

    [Theory]
    [InlineData("这个月")]
    [InlineData("这个问题怎么解决")]
    [InlineData("这个订单")]
    [InlineData("其它颜色")]
    [InlineData("不一样的")]
    [InlineData("第二件半价")]
    [InlineData("第一次买")]
    [InlineData("上个月")]
    [InlineData("你们应该把货发了")]
    [InlineData("刚刚买个手机")]
    [InlineData("还是这个问题")]
    [InlineData("晚上个人在家")]
    public void Extract_OtherWord_GivesNone(string text) => SlotRows.Found(text, "reference").ShouldBe("");
}
