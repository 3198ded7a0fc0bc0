using CustomerService.Core.Knowledge;
using CustomerService.Language.Evaluation;

namespace CustomerService.Language.Tests.Retrieval;

/// <summary>The knowledge base of the sample shop, and hand-written questions to it.</summary>
internal static class SampleShop
{
    public static FaqEntry[] Entries() =>
    [
        .. DelimitedRows.Commas(File.ReadAllText(PathOf("faq.csv"))).Select(r => r.Fields).Select(f => new FaqEntry(
            f["id"], f["intent"], f["question"], f["similar"].Split('|'), f["answer"])),
    ];

    /// <summary>The entry asked for and the question.</summary>
    public static IEnumerable<(string Entry, string Text)> Questions(string file) =>
        Rows(file).Where(r => r.Length == 2 && r[0] != "entry").Select(r => (r[0], r[1]));

    public static IEnumerable<string[]> Rows(string file) => File.ReadLines(PathOf(file)).Select(line => line.Split('\t'));

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Retrieval", file);
}
