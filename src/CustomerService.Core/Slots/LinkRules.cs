using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Products by link or by id after 商品编号; nothing else is read inside a link.</summary>
internal static partial class LinkRules
{
    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match link in Link().Matches(text.Text))
            found.Add(Candidate(text, link, Target().Matches(link.Value)));
        foreach (Match number in ItemNumber().Matches(text.Text))
        {
            if (text.Lexicon.Ids.TryGetValue(number.Groups["id"].Value, out var product))
                found.Add(new(SlotNames.Product, product, number.Index, number.Index + number.Length));
        }
    }

    private static SlotCandidate Candidate(SlotText text, Match link, MatchCollection targets)
    {
        var (start, end) = (link.Index, link.Index + link.Length);
        foreach (Match target in targets)
        {
            if (text.Lexicon.Ids.TryGetValue(target.Groups["id"].Value, out var product))
                return new(SlotNames.Product, product, start, end);
        }
        return SlotCandidate.Block(start, end);
    }

    // With or without scheme and host; ends before the first character that is not ASCII.
    [GeneratedRegex(
        @"(https?://|www\.)[!-~]{1,1000}|(?<![a-z0-9])([a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}/[!-~]{1,1000}|/(p"
        + @"|products?|items?)/[!-~]{1,200}|(?<![a-z])(item|item_?id|product|product_?id|sku)=[a-z0-9_-]{1,64}",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"(/(p|products?|items?|goods|detail)/|[?&#]?(?<![a-z_])(item|item_?id|id|product|product_?id|goods_?id"
        + @"|sku|sku_?id)=)(?<id>[a-z0-9_-]{1,64})",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"(商品|货品|产品)(编号|编码|id|号)[:： 是为]{0,3}(?<id>[a-z0-9_-]{1,64})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemNumber();
}
