namespace CustomerService.Core.Slots;

/// <summary>Tells places from everyday words, and joins a city with its district.</summary>
internal static class PlaceRules
{
    public static bool IsPlace(SlotText text, LexiconHit hit)
    {
        if (!hit.Entry.Everyday || (TextEdges.IsBreak(text.Text, hit.Start - 1) && TextEdges.IsBreak(text.Text, hit.End)))
            return true;
        if (TextEdges.Precedes(text.Text, hit.End, "市", "区", "仓", "这边", "那边", "地区"))
            return true;
        if (TextEdges.Follows(text.Text, hit.Start, "收到", "拿到", "直到", "现在"))
            return false;
        return TextEdges.Follows(text.Text, hit.Start, "到", "在", "寄", "发", "送", "去", "往", "从", "住", "省", "市", "址", ":")
            || text.HitsUpTo(hit.Start).Any(h => IsWithin(text, hit.Entry.Value, h));
    }

    /// <summary>北京 朝阳区 becomes one mention of the district, 吉林长春 one of the city.</summary>
    public static void Join(SlotText text, List<SlotCandidate> chosen)
    {
        for (var i = chosen.Count - 2; i >= 0; i--)
        {
            var (outer, inner) = (chosen[i], chosen[i + 1]);
            if (outer.Slot != SlotNames.City || inner.Slot != SlotNames.City
                || !text.Text.AsSpan(outer.End, inner.Start - outer.End).Trim("市省 ").IsEmpty
                || !text.Lexicon.IsPlaceWithin(inner.Value, outer.Value))
                continue;
            chosen[i] = inner with { Start = outer.Start };
            chosen.RemoveAt(i + 1);
        }
    }

    private static bool IsWithin(SlotText text, string place, LexiconHit outer) =>
        outer.Entry.Kind == LexiconKind.Place && text.Lexicon.IsPlaceWithin(place, outer.Entry.Value);
}
