using CustomerService.Core.Commerce;

namespace CustomerService.Storage.Tests.Shop;

public sealed class HttpShopAnswerTests : IAsyncLifetime
{
    private const string Order = """
        {"orders": [{"id": "O1", "member": "m1", "phoneTail": "5678", "city": "北京", "address": "朝阳区1号", "status": "pending_payment",
          "placedAt": "2026-11-21T21:35:00+08:00", "carrier": null, "items": [{"sku": "P1-BLACK", "quantity": 2, "price": 3299.5}], "extra": 1}]}
        """;

    private ShopServer _server = null!;
    private HttpShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ShopServer.Start();
        _shop = new HttpShop(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Levels_GoodAnswer_IsReadAndOthersRowsLeftOut()
    {
        _server.Json("""
            {"levels": [
              {"sku": "A", "warehouse": "北京仓", "warehouseCity": "北京", "quantity": 36},
              {"sku": "A", "warehouse": "上海仓", "warehouseCity": "上海", "quantity": -2, "restock": "2026-12-01"},
              {"sku": "Z", "warehouse": "上海仓", "warehouseCity": "上海", "quantity": 5}]}
            """);

        (await _shop.Levels("A", "B&C")).ShouldBe(
            [new("A", "北京仓", "北京", 36, null), new("A", "上海仓", "上海", 0, new DateOnly(2026, 12, 1))]);

        var asked = _server.Requests.Single();
        (asked.Method, asked.Path, asked.Query).ShouldBe(("GET", "/bot/stock", "?sku=A&sku=B&C"));
        asked.Headers["Authorization"].ShouldBe("Bearer secret-token");
        asked.Headers["Shop-Tenant"].ShouldBe("demo");
    }

    [Fact]
    public async Task Levels_ManyVariants_AreAskedInPortionsAndNoneNotAtAll()
    {
        _server.Json("""{"levels": []}""");

        (await _shop.Levels()).ShouldBeEmpty();
        _server.Requests.ShouldBeEmpty();
        await _shop.Levels([.. Enumerable.Range(0, 250).Select(i => $"SKU-{i}")]);

        _server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Promises_GoodAnswer_HasMidnightAsNull()
    {
        _server.Json("""{"promises": [{"warehouse": "北京仓", "city": "北京", "days": 1}, {"warehouse": "北京仓", "city": "上海", "days": 2}, {"warehouse": "北京仓", "city": "*", "days": 3, "cutoff": "18:00"}]}""");

        var promises = await _shop.Stock.Promises(HttpShop.Tenant, ["北京仓"], "北京", TestContext.Current.CancellationToken);

        promises.ShouldBe([new("北京仓", "北京", 1, null), new("北京仓", "*", 3, new TimeOnly(18, 0))]);
        _server.Requests.Single().Path.ShouldBe("/bot/delivery");
    }

    [Fact]
    public async Task Find_GoodAnswer_IsReadAndTheIdStaysOutOfThePath()
    {
        _server.Json(Order);

        var order = (await _shop.Orders.Find(HttpShop.Tenant, "O1", TestContext.Current.CancellationToken))!;

        (order.Member, order.PhoneTail, order.Status, order.Total).ShouldBe(("m1", "5678", OrderStatus.PendingPayment, 6599m));
        order.PlacedAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 21, 35, 0, TimeSpan.FromHours(8)));
        (_server.Requests.Single().Path, _server.Requests.Single().Query).ShouldBe(("/bot/orders", "?id=O1"));
    }

    [Fact]
    public async Task Find_NoneAnswered_IsNull()
    {
        _server.Json("""{"orders": []}""");

        (await _shop.Orders.Find(HttpShop.Tenant, "O1", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Find_WholePhoneSent_KeepsTheTail()
    {
        _server.Json(Order.Replace("5678", "13812345678", StringComparison.Ordinal));

        (await _shop.Orders.Find(HttpShop.Tenant, "O1", TestContext.Current.CancellationToken))!.PhoneTail.ShouldBe("5678");
    }

    [Theory]
    [InlineData("\"id\": \"O1\"", "\"id\": \"O2\"")]
    [InlineData("\"member\": \"m1\", ", "")]
    [InlineData("\"phoneTail\": \"5678\"", "\"phoneTail\": \"****\"")]
    [InlineData("\"phoneTail\": \"5678\"", "\"phoneTail\": \"78\"")]
    [InlineData("\"city\": \"北京\"", "\"city\": null")]
    [InlineData("pending_payment", "lost")]
    [InlineData("\"pending_payment\"", "1")]
    [InlineData("2026-11-21T21:35:00+08:00", "yesterday")]
    [InlineData("2026-11-21T21:35:00+08:00", "2026-11-21T21:35:00")]
    [InlineData("\"quantity\": 2", "\"quantity\": 0")]
    [InlineData("\"quantity\": 2", "\"quantity\": 2.5")]
    [InlineData("3299.5", "79228162514264337593543950335")]
    [InlineData("3299.5", "-1")]
    [InlineData("[{\"sku\": \"P1-BLACK\", \"quantity\": 2, \"price\": 3299.5}]", "[]")]
    [InlineData("[{\"sku\": \"P1-BLACK\", \"quantity\": 2, \"price\": 3299.5}]", "[null]")]
    [InlineData("{\"orders\": [{", "{\"order\": [{")]
    public async Task Find_AnswerAgainstTheContract_IsUnavailable(string good, string wrong)
    {
        Order.ShouldContain(good);
        _server.Json(Order.Replace(good, wrong, StringComparison.Ordinal));

        var failure = await Should.ThrowAsync<ShopUnavailableException>(
            async () => await _shop.Orders.Find(HttpShop.Tenant, "O1", TestContext.Current.CancellationToken));

        (failure.Operation, failure.Reason).ShouldBe(("orders", "bad_answer"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{\"levels\": null}")]
    [InlineData("{\"levels\": [null]}")]
    [InlineData("{\"levels\": [")]
    public async Task Levels_NoAnswerOfTheContract_IsUnavailable(string body)
    {
        _server.Json(body);

        (await Should.ThrowAsync<ShopUnavailableException>(() => _shop.Levels("A"))).Reason.ShouldBe("bad_answer");
    }

    [Fact]
    public async Task OfMember_OthersOrderInTheAnswer_IsRefused()
    {
        _server.Json(Order);
        var none = TestContext.Current.CancellationToken;

        (await _shop.Orders.OfMember(HttpShop.Tenant, "m1", 3, none)).Single().Id.ShouldBe("O1");
        _server.Requests.Single().Query.ShouldBe("?member=m1&limit=3");
        (await Should.ThrowAsync<ShopUnavailableException>(
            async () => await _shop.Orders.OfMember(HttpShop.Tenant, "m2", 3, none))).Reason.ShouldBe("bad_answer");
    }

    [Fact]
    public async Task TraceAndRefund_GoodAnswers_AreRead()
    {
        var none = TestContext.Current.CancellationToken;
        _server.Json("""{"lines": [{"at": "2026-11-20T09:00:00+08:00", "place": "北京", "text": "已揽收"}, {"at": "2026-11-21T08:00:00+08:00", "place": "上海", "text": "到达"}]}""");
        (await _shop.Orders.Trace(HttpShop.Tenant, "O1", none)).Select(l => l.Text).ShouldBe(["到达", "已揽收"]);

        _server.Json("""{"refund": {"order": "O1", "status": "paid_out", "amount": 100, "appliedAt": "2026-11-20T09:00:00+08:00", "account": "支付宝", "expectedAt": "2026-11-24"}}""");
        (await _shop.Orders.RefundOf(HttpShop.Tenant, "O1", none))!.Status.ShouldBe(RefundStatus.PaidOut);

        _server.Json("""{"refund": null}""");
        (await _shop.Orders.RefundOf(HttpShop.Tenant, "O1", none)).ShouldBeNull();
    }

    [Fact]
    public async Task Promotions_GoodAnswers_AreReadWithoutTheEndedOnes()
    {
        var none = TestContext.Current.CancellationToken;
        _server.Json("""
            {"coupons": [
              {"id": "C1", "title": "满减", "threshold": 199, "amount": 15, "scope": "all", "starts": "2026-11-01", "ends": "2026-11-30", "howToGet": "领券中心"},
              {"id": "C2", "title": "旧", "threshold": 0, "amount": 5, "scope": "all", "starts": "2026-11-01", "ends": "2026-11-02", "howToGet": ""}]}
            """);
        (await _shop.Promotions.Coupons(HttpShop.Tenant, new(2026, 11, 22), none)).Single().Id.ShouldBe("C1");
        _server.Requests.Single().Query.ShouldBe("?day=2026-11-22");

        _server.Json("""{"campaigns": [{"id": "A1", "title": "满减", "scope": "phone", "starts": "2026-11-01", "ends": "2026-11-30", "text": "每满300减40"}]}""");
        (await _shop.Promotions.Campaigns(HttpShop.Tenant, new(2026, 11, 22), none)).Single().Text.ShouldBe("每满300减40");
    }

    [Theory]
    [InlineData("done", OrderChangeOutcome.Done)]
    [InlineData("too_late", OrderChangeOutcome.TooLate)]
    [InlineData("unknown", OrderChangeOutcome.Unknown)]
    public async Task Change_GoodAnswer_CarriesTheOperationAsKey(string code, OrderChangeOutcome outcome)
    {
        _server.Json($$"""{"outcome": "{{code}}"}""");

        (await _shop.Orders.Change(
            HttpShop.Tenant, new("conv:7:op", "O1", OrderChangeKind.Address, "杭州市1号"), TestContext.Current.CancellationToken))
            .ShouldBe(outcome);

        var asked = _server.Requests.Single();
        (asked.Method, asked.Path, asked.Query).ShouldBe(("POST", "/bot/order-changes", ""));
        asked.Headers["Idempotency-Key"].ShouldBe("conv:7:op");
        using var body = System.Text.Json.JsonDocument.Parse(asked.Body);
        body.RootElement.GetProperty("order").GetString().ShouldBe("O1");
        body.RootElement.GetProperty("kind").GetString().ShouldBe("address");
        body.RootElement.GetProperty("address").GetString().ShouldBe("杭州市1号");
    }
}
