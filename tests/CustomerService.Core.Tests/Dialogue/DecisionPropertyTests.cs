using CsCheck;
using CustomerService.Core.Dialogue;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class DecisionPropertyTests
{
    private static readonly string[] Lines =
    [
        "这款手机有现货吗?", "黑色,256G。", "算了要白色的", "多少钱", "发什么快递", "订单202611150023到哪了", "5678", "取消订单202611160031",
        "确认", "不用了", "转人工", "第二个", "推荐一款手机", "谢谢", "阿巴", "<script>alert(1)</script>", "{product}", "", "骗子",
    ];

    private static readonly (string Text, string Intent)[] Known =
    [
        ("这款手机有现货吗?", "stock"), ("多少钱", "price"), ("发什么快递", "shipping"), ("订单202611150023到哪了", "shipping"),
        ("取消订单202611160031", "order_change"), ("推荐一款手机", "recommendation"), ("谢谢", "closing"),
    ];

    [Fact]
    public async Task Run_AnyTalk_IsAlwaysAnsweredAndAsksAQuestionAtMostThreeTimes() => await Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Array[1, 12].SampleAsync(
        async lines =>
        {
            var talk = new Talk();
            foreach (var (text, intent) in Known)
                talk.Reads(text, intent);
            var handovers = 0;
            foreach (var line in lines)
            {
                await talk.Say([line], "shopper-001");
                talk.Said.ShouldNotBeNullOrWhiteSpace();
                (talk.State.Open?.Times ?? 0).ShouldBeLessThanOrEqualTo(DialogueSetting.MaxAsks);
                handovers += talk.Last.Effects.Count(e => e.Handover is not null);
            }
            handovers.ShouldBeLessThanOrEqualTo(1);
            return true;
        },
        iter: 200);
}
