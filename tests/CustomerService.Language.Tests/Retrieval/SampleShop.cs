using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Language.Evaluation;

namespace CustomerService.Language.Tests.Retrieval;

/// <summary>The knowledge base of the sample shop, and hand-written questions to it.</summary>
internal static class SampleShop
{
    private const int SmallEntries = 60;

    public static FaqEntry[] Entries() =>
    [
        .. DelimitedRows.Commas(File.ReadAllText(PathOf("faq.csv"))).Select(r => r.Fields).Select(f => new FaqEntry(
            f["id"], f["intent"], f["question"], f["similar"].Split('|'), f["answer"])),
    ];

    /// <summary>The entry asked for and the question.</summary>
    public static IEnumerable<(string Entry, string Text)> Questions(string file) =>
        Rows(file).Where(r => r.Length == 2 && r[0] != "entry").Select(r => (r[0], r[1]));

    /// <summary>A shop with as many of the entries as are embedded in a moment, and one category; the questions to those entries.</summary>
    public static (Shop Shop, (string Entry, string Text)[] Questions) Small()
    {
        var shop = new Shop
        {
            Entries = Entries()[..SmallEntries],
            Catalogue = new Catalogue([new Category("phone", null, "手机", ["智能手机"], null, null)], [], []),
        };
        var ids = shop.Entries.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        return (shop, [.. Questions("sample-shop-questions.tsv").Where(q => ids.Contains(q.Entry))]);
    }

    public static IEnumerable<string[]> Rows(string file) => File.ReadLines(PathOf(file)).Select(line => line.Split('\t'));

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Retrieval", file);
}
