using System.Collections.Immutable;
using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;

namespace CustomerService.Core.Tests.Dialogue;

/// <summary>Price protection of an order, from what was paid, when, and what its goods cost now.</summary>
public sealed class PriceProtectionTests
{
    private const string Mine = "shopper-001";
    private const string Id = "202611150023";
    private const string Asks = "订单202611150023降价了，帮我看看能价保吗";

    private readonly TalkShop _shop = new();
    private readonly Talk _talk;

    public PriceProtectionTests() => _talk = new Talk(_shop)
        .Reads(Asks, "price").Reads("订单202611150023降价了", "price").Reads("帮我看看能价保吗", "price")
        .Reads($"帮我申请价保，{Id}", "price").Reads("我买贵了", "complaint", 0.95f, -1).Reads("星河X1多少钱", "price").Reads("价保是几天", "price")
        .Reads("星河X1最近降价了吗", "price").Reads("我买的时候贵，拼多多才卖2000，差价给补吗", "price");

    [Fact]
    public async Task Say_CheaperWithinTheDays_TellsBothPricesTheDifferenceAndTheWay()
    {
        Bought(3, new OrderItem("P1001-黑色-256G", 2, 3399));
        await _talk.Say([Asks], Mine);
        foreach (var told in new[] { "¥3399", "¥3299", "2件", "¥200", "15天", "12月2日", "请在订单里申请。", "秒杀价除外。", "帮我申请价保" })
            _talk.Said.ShouldContain(told);
        _talk.State.Handover.ShouldBeNull();
    }

    [Fact]
    public async Task Say_CheaperAndToBeDoneForThem_CallsAHuman()
    {
        Bought(3, new OrderItem("P1001-黑色-256G", 1, 3399));
        await _talk.Say([Asks], Mine);
        (await _talk.Say(["帮我申请价保"], Mine)).ShouldContain("¥100");
        _talk.State.Handover.ShouldBe("flow");
    }

    [Fact]
    public async Task Say_NotCheaperAndToBeDoneForThem_SaysSoWithoutAHuman()
    {
        Bought(3, new OrderItem("P1001-黑色-256G", 1, 3299));
        (await _talk.Say(["帮我申请价保", Id], Mine)).ShouldContain("没有差价可退");
        _talk.State.Handover.ShouldBeNull();
    }

    [Fact]
    public async Task Say_SomeLinesCheaper_CountsThoseAlone()
    {
        Bought(3, new("P1001-黑色-256G", 1, 3399), new("P7001--4L", 1, 100), new("P2001--1段", 1, 5000));
        await _talk.Say([Asks], Mine);
        _talk.Said.ShouldContain("星河X1 5G手机下单价¥3399，现价¥3299，可以申请退差价¥100");
        _talk.Said.ShouldNotContain("米小厨智能电饭煲下单价");
    }

    [Theory]
    [InlineData(15, "¥100")]
    [InlineData(16, "已经超过")]
    public async Task Say_LastDayAndTheOneAfter_AreToldApart(int daysAgo, string told)
    {
        Bought(daysAgo, new OrderItem("P1001-黑色-256G", 1, 3399));
        (await _talk.Say([Asks], Mine)).ShouldContain(told);
    }

    [Theory]
    [InlineData("P1001-黑色-256G", 3299, "没有差价可退")]
    [InlineData("P1001-黑色-256G", 3000, "没有差价可退")]
    [InlineData("P2001--1段", 9999, "不在价保范围")]
    [InlineData("P0000-GONE", 9999, "查不到售价")]
    public async Task Say_NothingToPayBack_SaysWhy(string sku, int paid, string told)
    {
        Bought(3, new OrderItem(sku, 1, paid));
        (await _talk.Say([Asks], Mine)).ShouldContain(told);
        _talk.Said.ShouldNotContain("可以申请退差价");
    }

    [Theory]
    [InlineData(OrderStatus.PendingPayment)]
    [InlineData(OrderStatus.Cancelled)]
    [InlineData(OrderStatus.Refunded)]
    public async Task Say_OrderThatIsNotBought_IsRefused(OrderStatus status)
    {
        Bought(3, new OrderItem("P1001-黑色-256G", 1, 3399));
        _shop.Orders[Id] = _shop.Orders[Id] with { Status = status };
        (await _talk.Say([Asks], Mine)).ShouldContain("不能申请价保");
    }

    [Fact]
    public async Task Say_NoOrderNamed_AsksForItAndItsProofAndThenAnswers()
    {
        Bought(3, new OrderItem("P1001-黑色-256G", 1, 3399));
        (await _talk.Say("我买贵了")).ShouldContain("订单号");
        (await _talk.Say(Id)).ShouldContain("后四位");
        (await _talk.Say("5678")).ShouldContain("¥100");
    }

    [Fact]
    public async Task Say_PriceAskedMeanwhile_IsAPrice()
    {
        await _talk.Say("我买贵了");
        (await _talk.Say("星河X1多少钱")).ShouldContain("现价");
    }

    [Theory]
    [InlineData("价保是几天")]
    [InlineData("我买的时候贵，拼多多才卖2000，差价给补吗")]
    public async Task Say_RuleOrAnotherShop_IsTheKnowledgeBases(string text)
    {
        _shop.Faq = new FaqMatch(new FaqEntry("f", "price", "价保几天", [], "规则如下。"), 0.9f, FaqNearness.Near);
        (await _talk.Say([text], Mine)).ShouldBe("规则如下。");
    }

    [Theory]
    [InlineData("价保是几天")]
    [InlineData("降了你们会主动退我不")]
    public async Task Say_RuleThatTheKnowledgeBaseLacks_IsTheShops(string text)
    {
        (await _talk.Say([text], Mine)).ShouldContain("下单后15天");
        _talk.Last.Record.Facts.ShouldBe(["price_protection_rule:rule"]);
    }

    [Fact]
    public async Task Say_GoodsThatBecameCheaper_AreAPrice() =>
        (await _talk.Say(["星河X1最近降价了吗"], Mine)).ShouldContain("现价");

    [Fact]
    public async Task Say_ShopWithoutARule_SaysNothingOfOne()
    {
        _shop.Protection = null;
        Bought(3, new OrderItem("P1001-黑色-256G", 1, 3399));
        (await _talk.Say([Asks], Mine)).ShouldNotContain("差价");
    }

    private void Bought(int daysAgo, params ImmutableArray<OrderItem> items) =>
        _shop.Orders[Id] = _shop.Orders[Id] with { PlacedAt = Talk.Start.AddDays(-daysAgo), Items = items };
}
