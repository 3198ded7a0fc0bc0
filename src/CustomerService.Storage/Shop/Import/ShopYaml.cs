using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Reads shop.yaml: the rules of the shop. They are taken all or not at all.</summary>
internal static class ShopYaml
{
    public const string File = "shop.yaml";

    private const int MaxCharacters = 256 * 1024;
    private const int MaxDepth = 16;

    /// <summary>The rules; null, with problems reported, when something in them is wrong.</summary>
    public static ShopSettings? Read(string text, ImportFindings findings, out ExcludedLines excluded)
    {
        excluded = default;
        if (Parse(text, findings) is not { } root)
            return null;
        var shop = new YamlSection(File, "", root, findings);
        var hours = shop.Section("serviceHours");
        var freight = shop.Section("freight");
        var returns = shop.Section("returns");
        var protection = shop.Optional("priceProtection");
        excluded = new(returns.Line("excluded"), protection?.Line("excluded") ?? 0);
        var settings = new ShopSettings(
            shop.Text("name", 100),
            Zone(shop, findings),
            shop.Text("defaultCity", 64),
            new(hours.Time("start"), hours.Time("end")),
            new(freight.Money("freeOver"), freight.Money("fee"), freight.Money("remoteFee"), freight.List("remoteRegions")),
            new(
                returns.Whole("days", 3650), returns.Whole("exchangeDays", 3650), returns.Whole("qualityDays", 3650),
                returns.Text("freightPayer"), returns.List("conditions"), returns.List("excluded"), returns.List("steps")),
            shop.Text("returnAddress"),
            shop.List("payments"),
            shop.Free("invoice"),
            PriceProtection: protection is null ? null : new(
                protection.Whole("days", ShopSettings.MostProtectedDays), protection.List("excluded"), protection.Text("except"), protection.Text("howToGet")));
        foreach (var section in new[] { shop, hours, freight, returns, protection })
            section?.NoteUnknown();
        return findings.ProblemsOf(File) == 0 ? settings : null;
    }

    /// <summary>Where the lists of excluded categories stand, from 1; 0 where there is none.</summary>
    internal readonly record struct ExcludedLines(int Returns, int PriceProtection);

    private static string Zone(YamlSection shop, ImportFindings findings)
    {
        var id = shop.Text("timeZone", 64);
        if (id.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
            findings.Problem(File, shop.Line("timeZone"), "timeZone", "write the name of a time zone, such as Asia/Shanghai");
        return id;
    }

    private static YamlMappingNode? Parse(string text, ImportFindings findings)
    {
        if (text.Length > MaxCharacters)
        {
            findings.Problem(File, 0, null, "the file is larger than 256 KB: keep the rules of the shop only");
            return null;
        }
        try
        {
            if (Depth(text) > MaxDepth)
            {
                findings.Problem(File, 0, null, "lists or keys are nested too deeply: see the example in docs/your-shop.md");
                return null;
            }
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
            findings.Problem(File, 0, null, "the file holds no keys: write it like the example in docs/your-shop.md");
        }
        catch (YamlException exception)
        {
            findings.Problem(
                File, (int)exception.Start.Line, null,
                "the line cannot be read as YAML: check quotes, indentation and the space after each colon, and that no key stands twice");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            // The parser ends so on some text that is no YAML, such as a bracket that is not closed.
            findings.Problem(File, 0, null, "the file cannot be read as YAML: check that brackets and quotes are closed");
        }
        return null;
    }

    /// <summary>How deep the nodes are nested; counted before they are built, which takes stack for every level.</summary>
    private static int Depth(string text)
    {
        var parser = new Parser(new StringReader(text));
        int depth = 0, deepest = 0;
        while (deepest <= MaxDepth && parser.MoveNext())
        {
            depth += parser.Current switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                _ => 0,
            };
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }
}
