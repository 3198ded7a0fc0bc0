namespace CustomerService.Core.Tests.Dialogue;

/// <summary>What is said within a topic is about the topic, also where a model that sees nothing else is sure of another thing.</summary>
public sealed class TopicDialogueTests
{
    [Theory]
    [InlineData("买洗衣机能用吗")]
    [InlineData("拍两件可以抵扣不")]
    [InlineData("现在还能领吗")]
    [InlineData("下单那款耳机用得上吗")]
    [InlineData("这张什么时候过期")]
    [InlineData("能用到几号")]
    [InlineData("会员可以一起用吗？")]
    public async Task Say_UsabilityAfterCoupons_IsAboutThem(string text)
    {
        var talk = new Talk().Reads("有什么优惠券", "promotion").Reads(text, "product_info", 0.97f);
        await talk.Say("有什么优惠券");
        await talk.Say(text);
        talk.Last.Record.Intents.ShouldBe(["promotion"]);
    }

    [Theory]
    [InlineData("孕妇能用吗")]
    [InlineData("买给宝宝能用吗")]
    [InlineData("敏感肌可以用吗")]
    [InlineData("买了能用多久才没电")]
    [InlineData("苹果手机能用吗")]
    [InlineData("奶粉过期了没有")]
    public async Task Say_UsabilityOfGoodsAfterCoupons_IsAboutTheGoods(string text)
    {
        var talk = new Talk().Reads("有什么优惠券", "promotion").Reads(text, "product_info", 0.97f);
        await talk.Say("有什么优惠券");
        await talk.Say(text);
        talk.Last.Record.Intents.ShouldNotContain("promotion");
    }

    [Fact]
    public async Task Say_UsabilityOutOfTheTopic_IsWhatTheModelReads()
    {
        var talk = new Talk().Reads("买星河X1能用吗", "product_info", 0.97f);
        await talk.Say("买星河X1能用吗");
        talk.Last.Record.Intents.ShouldNotContain("promotion");
    }

    [Theory]
    [InlineData("没看到啊")]
    [InlineData("我没收到，你们别骗我")]
    [InlineData("支付宝里怎么没有")]
    [InlineData("翻了半天都没有")]
    [InlineData("银行卡上查不到这笔")]
    [InlineData("到现在根本没到账！")]
    [InlineData("我这边怎么查不到")]
    [InlineData("刚看了，还是没有收到钱")]
    public async Task Say_NotSeenAfterARefund_IsAboutTheRefund(string text)
    {
        var talk = new Talk().Reads("退款到账了吗", "refund_status").Reads(text, "complaint", 0.95f, -1);
        await talk.Say("退款到账了吗");
        await talk.Say(text);
        talk.Last.Record.Intents.ShouldBe(["refund_status"]);
    }

    [Theory]
    [InlineData("没收到货呢怎么办", "shipping")]
    [InlineData("没看到尺码表", "product_info")]
    [InlineData("没有发票怎么办", "invoice")]
    [InlineData("我的订单怎么找不到了", "order_change")]
    [InlineData("话费也没到账", "payment")]
    [InlineData("充十块钱话费，为什么还没到账", "payment")]
    [InlineData("验证码没收到", "account")]
    [InlineData("银行卡没收到短信", "payment")]
    [InlineData("我要投诉你们", "complaint")]
    public async Task Say_OtherThingAfterARefund_IsTheOtherThing(string text, string intent)
    {
        var talk = new Talk().Reads("退款到账了吗", "refund_status").Reads(text, intent, 0.95f);
        await talk.Say("退款到账了吗");
        await talk.Say(text);
        talk.Last.Record.Intents.ShouldNotContain("refund_status");
    }

    [Theory]
    [InlineData("宝宝5个月该喝几段", "recommendation")]
    [InlineData("身高165选什么码", "recommendation")]
    [InlineData("110斤穿多大的尺码", "recommendation")]
    [InlineData("要不要买大一码", "recommendation")]
    [InlineData("煮杂粮按哪个键", "usage")]
    [InlineData("米要放几杯合适", "usage")]
    [InlineData("加多少水呀", "usage")]
    [InlineData("糖醋排骨怎么烧", "smalltalk")]
    [InlineData("鲫鱼汤咋炖才好喝", "smalltalk")]
    [InlineData("找到了，误会你们了", "closing")]
    [InlineData("哦 刚查到了 抱歉啊", "closing")]
    public async Task Say_WordsThatDecide_AreHeardOverAModelThatIsSure(string text, string expected)
    {
        var talk = new Talk().Reads(text, "product_info", 0.97f);
        await talk.Say([text], null, "P2001");
        talk.Last.Record.Intents.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("奶粉有几段")]
    [InlineData("需要换大一码")]
    [InlineData("奶粉再加多少钱")]
    [InlineData("都有哪些码")]
    [InlineData("运费按什么算")]
    [InlineData("牛肉干怎么做的")]
    [InlineData("看到了但是打不开")]
    [InlineData("找到了更便宜的")]
    [InlineData("蒸笼怎么清洗")]
    [InlineData("里面有制作食谱吗")]
    public async Task Say_LikeWordsThatDecideNothing_AreWhatTheModelReads(string text)
    {
        var talk = new Talk().Reads(text, "price", 0.97f);
        await talk.Say([text], null, "P2001");
        talk.Last.Record.Intents.ShouldBe(["price"]);
    }
}
