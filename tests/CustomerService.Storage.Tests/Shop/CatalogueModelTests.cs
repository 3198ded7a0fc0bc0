using System.Globalization;
using CsCheck;

namespace CustomerService.Storage.Tests.Shop;

public sealed class CatalogueModelTests
{
    private static readonly Gen<string> Cell = Gen.String[Gen.Char["ab,\"|\n 中é'"], 0, 12];

    [Fact]
    public async Task ImportFolder_AnyTextInQuotes_ComesBackAsItWasWritten()
    {
        using var shop = new TableShop();
        using var folder = new ShopFolder();
        await Cell.List[1, 30].SampleAsync(async cells =>
        {
            folder.Write("attributes.csv", "product,name,value\n" + string.Concat(cells.Select((c, i) =>
                string.Create(CultureInfo.InvariantCulture, $"P1,n{i},\"x{c.Replace("\"", "\"\"", StringComparison.Ordinal)}x\"\r\n"))));

            var report = await shop.Import(folder);

            return report.Problems.Count == 0
                && shop.Catalogue.Current(TableShop.Tenant).Products["P1"].Attributes.Select(a => a.Value).SequenceEqual(cells.Select(c => $"x{c}x"));
        }, iter: 40, threads: 1);
    }
}
