using CustomerService.Core.Commerce;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Storage.Tests.Shop;

/// <summary>The manual's examples, answered by a server as they are printed.</summary>
public sealed class DocumentedContractTests
{
    private static readonly string Manual = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "your-shop.md"));

    [Fact]
    public void Manual_Columns_AreThoseOfTheSampleShop()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "SampleShop"), "*.csv"))
            Manual.ShouldContain($"| `{Path.GetFileName(file)}` | `{File.ReadLines(file).First()}` |");
    }

    [Fact]
    public async Task Manual_ShopYaml_IsImported()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        folder.Keep("categories.csv");
        folder.Append("categories.csv", "fresh,,生鲜,,,");
        folder.Write("shop.yaml", Examples("yaml").Single().Text);

        var report = await shop.Import(folder);

        report.Problems.ShouldBeEmpty(report.ToString());
        var rules = await shop.Policies.Shop(TableShop.Tenant, TestContext.Current.CancellationToken);
        (rules.Name, rules.PriceProtection?.Days).ShouldBe(("星河优选", 15));
    }

    [Fact]
    public async Task Manual_Examples_KeepTheContract()
    {
        var examples = Examples("json").Where(e => e.Heading.Contains(' ', StringComparison.Ordinal))
            .ToDictionary(e => "/bot/" + e.Heading.Split(' ')[^1], e => e.Text);
        await using var server = await ShopServer.Start();
        server.Answer = context => context.Response.WriteAsync(examples[context.Request.Path!]);
        await using var shop = new HttpShop(server.Address);
        await shop.Start();
        var none = TestContext.Current.CancellationToken;
        const string Tenant = HttpShop.Tenant;

        (await shop.Levels("P1001-BLACK-256G")).Count.ShouldBe(2);
        (await shop.Stock.Promises(Tenant, ["北京仓"], "北京", none)).Count.ShouldBe(2);
        (await shop.Orders.Find(Tenant, "202611150023", none))!.Status.ShouldBe(OrderStatus.Shipped);
        (await shop.Orders.OfMember(Tenant, "shopper-001", 5, none)).Single().TrackingNumber.ShouldBe("XH7078");
        (await shop.Orders.Trace(Tenant, "202611150023", none)).ShouldHaveSingleItem();
        (await shop.Orders.RefundOf(Tenant, "202611150023", none))!.Status.ShouldBe(RefundStatus.Approved);
        (await shop.Orders.Change(Tenant, new("op", "O1", OrderChangeKind.Cancel, null), none)).ShouldBe(OrderChangeOutcome.Done);
        (await shop.Promotions.Coupons(Tenant, new(2026, 11, 22), none)).ShouldHaveSingleItem();
        (await shop.Promotions.Campaigns(Tenant, new(2026, 11, 22), none)).ShouldHaveSingleItem();
        shop.Catalogue.Products["P1001"].Specs.ShouldBe(["256G"]);
        shop.Catalogue.Places.Count.ShouldBe(2);
        (await shop.Policies.Warranty(Tenant, shop.Catalogue.Products["P1001"], none))!.Months.ShouldBe(12);
        (await shop.Policies.Shop(Tenant, none)).PriceProtection!.Excluded.ShouldBe(["fresh"]);
        (await shop.Faq.All(Tenant, none)).ShouldHaveSingleItem();
        examples.Keys.ShouldBe(server.Requests.Select(r => r.Path).Distinct(), ignoreOrder: true);
    }

    /// <summary>The fenced blocks of a language below third-level headings (or none), with the heading's text.</summary>
    private static List<(string Heading, string Text)> Examples(string language)
    {
        var examples = new List<(string, string)>();
        string heading = "", text = "", fence = "";
        foreach (var line in Manual.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith('#'))
                heading = line.StartsWith("### GET ", StringComparison.Ordinal) || line.StartsWith("### POST ", StringComparison.Ordinal) ? line[4..] : "";
            if (fence == language && line == "```")
                examples.Add((heading, text));
            else if (fence.Length > 0)
                text += line + "\n";
            if (line.StartsWith("```", StringComparison.Ordinal))
                (fence, text) = (line[3..], "");
        }
        return examples;
    }
}
