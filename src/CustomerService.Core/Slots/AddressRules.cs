using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Street addresses: after 改成, 寄到, 地址是…, or by their own look (建国路88号, 3栋2单元).</summary>
internal static class AddressRules
{
    // Shorter ones are words (路口, 3号); the whole is kept as written, with its city.
    private const int Shortest = 5;

    private const string Leads = "有在是到去从我发寄送还 ";

    private static readonly string[] Endings =
        ["可以", "能", "行", "好", "成", "不", "吗", "么", "嘛", "吧", "呢", "了", "啊", "呀", "哦", "哈", "的", "就", "这边", "这里", "去"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (Match match in AddressPatterns.Led().Matches(text.Text))
        {
            var body = match.Groups["body"];
            if (IsStreet(body.ValueSpan) || IsPlace(text, body))
                Add(text, found, body.Index, body.Index + body.Length);
        }
        // The address of a company on an invoice is not where a parcel goes.
        if (AddressPatterns.Invoice().IsMatch(text.Text))
            return;
        foreach (Match match in AddressPatterns.Segment().Matches(text.Text))
        {
            var street = AddressPatterns.Numbered().Match(match.Value);
            if (!street.Success)
                street = AddressPatterns.Administrative().Match(match.Value);
            if (!street.Success)
                continue;
            var start = Start(text, match, street);
            while (Leads.Contains(text.Text[start], StringComparison.Ordinal))
                start++;
            Add(text, found, start, match.Index + match.Length);
        }
    }

    private static void Add(SlotText text, List<SlotCandidate> found, int start, int end)
    {
        while (start < end && text.Text[start] is ' ' or '"' or '“')
            start++;
        var body = text.Text.AsSpan(start, end - start);
        foreach (var cut in AddressPatterns.Cut().EnumerateMatches(body))
        {
            body = body[..cut.Index];
            break;
        }
        body = WithoutEndings(body);
        if (body.Length >= Shortest && !AddressPatterns.Question().IsMatch(body))
            found.Add(new(SlotNames.Address, body.ToString(), start, start + body.Length));
    }

    private static ReadOnlySpan<char> WithoutEndings(ReadOnlySpan<char> body)
    {
        for (var length = -1; length != body.Length;)
        {
            length = body.Length;
            body = body.TrimEnd(" \"”");
            foreach (var ending in Endings)
            {
                if (body.EndsWith(ending, StringComparison.Ordinal))
                    body = body[..^ending.Length];
            }
        }
        return body;
    }

    private static bool IsStreet(ReadOnlySpan<char> body) => AddressPatterns.Numbered().IsMatch(body) || AddressPatterns.Estate().IsMatch(body);

    // 改成杭州西湖区文三路: a place with more behind it than its name.
    private static bool IsPlace(SlotText text, Group body) =>
        AddressPatterns.Administrative().IsMatch(body.ValueSpan)
        && !text.Words.Any(w => w.Slot == SlotNames.City && w.Start <= body.Index && w.End >= body.Index + body.Length);

    // Without a lead-in it starts at the first place named, else with the words of the street.
    private static int Start(SlotText text, Match segment, Match street)
    {
        var end = segment.Index + segment.Length;
        var place = text.Hits
            .Where(h => h.Entry.Kind == LexiconKind.Place && h.Start >= segment.Index && h.End <= end)
            .Select(h => h.Start).DefaultIfEmpty(int.MaxValue).Min();
        var province = AddressPatterns.Province().Match(segment.Value);
        if (province.Success)
            place = Math.Min(place, segment.Index + province.Index);
        if (place != int.MaxValue)
            return place;
        var opening = Math.Min(AddressPatterns.Opening().Match(segment.Value).Length, street.Index);
        return segment.Index + Math.Max(opening, segment.Value.LastIndexOf(' ', street.Index) + 1);
    }
}
