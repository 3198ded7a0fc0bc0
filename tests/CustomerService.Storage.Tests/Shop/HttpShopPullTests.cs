using CustomerService.Core.Commerce;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Storage.Tests.Shop;

public sealed class HttpShopPullTests : IAsyncLifetime
{
    private const string CatalogueJson = """
        {"categories": [{"id": "digital", "name": "数码"}, {"id": "phone", "parent": "digital", "name": "手机", "aliases": ["智能手机"], "specName": "存储版本"}],
         "products": [{"id": "P1", "category": "phone", "name": "星X1", "brand": "星", "summary": "好用", "warrantyMonths": 12, "featured": true, "popularity": 9,
           "skus": [{"id": "P1-BLACK", "colour": "黑色", "spec": "256G", "price": 3299, "listPrice": 3599}], "attributes": [{"name": "屏幕", "value": "6.67"}]}],
         "places": [{"city": "北京", "province": "北京"}]}
        """;

    private const string SettingsJson = """
        {"name": "小店", "timeZone": "Asia/Shanghai", "defaultCity": "北京", "serviceHours": {"start": "08:00", "end": "24:00"},
         "freight": {"freeOver": 59, "fee": 8, "remoteFee": 15, "remoteRegions": ["新疆"]},
         "returns": {"days": 7, "exchangeDays": 15, "qualityDays": 30, "freightPayer": "本店", "conditions": [], "excluded": [], "steps": []},
         "returnAddress": "廊坊", "payments": ["微信支付"], "invoice": {"howTo": "申请"},
         "warranty": [{"scope": "digital", "months": 6, "text": "数码保修", "servicePoint": "线上"}]}
        """;

    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> _documents = new(StringComparer.Ordinal)
    {
        ["/bot/catalogue"] = CatalogueJson,
        ["/bot/settings"] = SettingsJson,
        ["/bot/faq"] = """{"entries": [{"id": "F1", "intent": "shipping", "question": "多久发货？", "similar": ["几天发货"], "answer": "24小时内。"}]}""",
    };

    private ShopServer _server = null!;
    private HttpShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ShopServer.Start();
        _server.Answer = context => _documents.TryGetValue(context.Request.Path, out var body)
            ? context.Response.WriteAsync(body)
            : Task.FromResult(context.Response.StatusCode = 503);
        _shop = new HttpShop(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Start_ShopAnswers_HasEverythingBeforeTheFirstTurn()
    {
        await _shop.Start();
        var none = TestContext.Current.CancellationToken;

        var phone = _shop.Catalogue.Featured("digital")!;
        phone.Skus.ShouldBe([new Sku("P1-BLACK", "P1", "黑色", "256G", 3299m, 3599m)]);
        phone.Attributes.ShouldBe([KeyValuePair.Create("屏幕", "6.67")]);
        (await _shop.Policies.Shop(HttpShop.Tenant, none)).Invoice["howTo"].ShouldBe("申请");
        (await _shop.Policies.Warranty(HttpShop.Tenant, phone, none))!.Text.ShouldBe("数码保修");
        (await _shop.Faq.All(HttpShop.Tenant, none)).Single().Similar.ShouldBe(["几天发货"]);
    }

    [Fact]
    public async Task Pull_ShopChanges_IsSeenAfterTheInterval()
    {
        await _shop.Start();
        var catalogue = _shop.Catalogue;
        var faq = await _shop.Faq.All(HttpShop.Tenant, TestContext.Current.CancellationToken);
        _documents["/bot/catalogue"] = CatalogueJson.Replace("3299", "2999", StringComparison.Ordinal);

        await PullAgain();

        _shop.Catalogue.ShouldNotBeSameAs(catalogue);
        _shop.Catalogue.Skus["P1-BLACK"].Price.ShouldBe(2999m);
        (await _shop.Faq.All(HttpShop.Tenant, TestContext.Current.CancellationToken)).ShouldBeSameAs(faq);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"categories\": [], \"products\": [{\"id\": \"P1\"}], \"places\": []}")]
    [InlineData(null)]
    public async Task Pull_ShopAnswersWrong_KeepsWhatItHad(string? body)
    {
        await _shop.Start();
        var catalogue = _shop.Catalogue;
        if (body is null)
            _documents.Remove("/bot/catalogue");
        else
            _documents["/bot/catalogue"] = body;
        _documents["/bot/settings"] = SettingsJson.Replace("小店", "大店", StringComparison.Ordinal);

        await PullAgain();

        _shop.Catalogue.ShouldBeSameAs(catalogue);
        (await _shop.Policies.Shop(HttpShop.Tenant, TestContext.Current.CancellationToken)).Name.ShouldBe("大店");
        _shop.Logs.Lines.ShouldContain(l => l.StartsWith("The shop did not answer catalogue: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"Asia/Shanghai\"", "\"Mars\"")]
    [InlineData("\"24:00\"", "\"25:00\"")]
    [InlineData("\"fee\": 8,", "")]
    [InlineData("[\"微信支付\"]", "[null]")]
    public async Task Start_SettingsAgainstTheContract_AreRefused(string good, string wrong)
    {
        _documents["/bot/settings"] = SettingsJson.Replace(good, wrong, StringComparison.Ordinal);

        await _shop.Start();

        (await Should.ThrowAsync<ShopUnavailableException>(async () =>
            await _shop.Policies.Shop(HttpShop.Tenant, TestContext.Current.CancellationToken))).Reason.ShouldBe("not_pulled");
        _shop.Logs.Lines.ShouldContain(l => l.StartsWith("The shop did not answer settings: bad_answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_ShopIsDown_StartsEmptyAndAsksSoonAgain()
    {
        var documents = _documents.ToDictionary();
        _documents.Clear();
        await _shop.Start();
        _shop.Catalogue.Products.ShouldBeEmpty();

        foreach (var (path, body) in documents)
            _documents[path] = body;
        await PullAgain(TimeSpan.FromSeconds(5));

        _shop.Catalogue.Products.Keys.ShouldContain("P1");
    }

    [Fact]
    public async Task Pull_ShopGivesTags_SendsThemBackAndKeepsWhatIsNotModified()
    {
        var answer = _server.Answer;
        _server.Answer = context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            if (context.Request.Headers.IfNoneMatch != "\"v1\"")
                return answer(context);
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        };
        await _shop.Start();
        var catalogue = _shop.Catalogue;

        await PullAgain();

        _shop.Catalogue.ShouldBeSameAs(catalogue);
        _server.Requests.TakeLast(3).ShouldAllBe(r => r.Headers["If-None-Match"] == "\"v1\"");
        _shop.Logs.Lines.ShouldNotContain(l => l.StartsWith("The shop did not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Current_OtherTenant_HasNothingOfThisOne()
    {
        await _shop.Start();
        var none = TestContext.Current.CancellationToken;

        (await _shop.Faq.All("other", none)).ShouldBeEmpty();
        await Should.ThrowAsync<ShopUnavailableException>(async () => await _shop.Policies.Shop("other", none));
        _server.Requests.ShouldAllBe(r => r.Headers["Shop-Tenant"] == HttpShop.Tenant);
    }

    /// <summary>Lets the interval pass, and waits until the pull after it has ended and the next interval begun.</summary>
    private async Task PullAgain(TimeSpan? wait = null)
    {
        await _shop.Time.WaitedFor(wait ?? Refresh);
        _shop.Time.Advance(wait ?? Refresh);
        await _shop.Time.WaitedFor(Refresh);
    }
}
