namespace CustomerService.Core.Slots;

/// <summary>
/// Colours said in one character: 黑的, 要黑, 黑 256g, or nothing but 黑. Elsewhere the character belongs to another
/// word (黑龙江, 红包, 白条, 黄牛, 小白).
/// </summary>
internal static class ColourRules
{
    // May stand before 黑的 and 黑款.
    private const string BeforeThing = "要换选买拍有个款是和跟或成来拿发欢还就那这件双条台部支只把给种到码都除不非全的";

    // May stand before a colour that nothing follows: 要黑.
    private const string BeforeEnd = "要换选拍来拿成和跟或是";

    private const string AfterThing = "的款版";

    private const string AfterEnd = "吧呢哦啊和跟或还有没、都吗哪";

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        for (var i = 0; i < text.Text.Length; i++)
        {
            if (!text.IsInWord(i) && text.Lexicon.Colours.Single(text.Text[i]) is { } colour && Length(text, i) is var length and > 0)
                found.Add(new(SlotNames.Colour, colour, i, i + length));
        }
    }

    private static int Length(SlotText text, int index)
    {
        var isOpen = TextEdges.IsBreak(text.Text, index - 1) || TextEdges.IsLatin(text.Text[index - 1])
            || text.HitsUpTo(index).Any(h => h.Entry.Kind is LexiconKind.Product or LexiconKind.Category or LexiconKind.Spec);
        var before = index > 0 ? text.Text[index - 1] : ' ';
        var after = index + 1 < text.Text.Length ? text.Text[index + 1] : ' ';
        if (AfterThing.Contains(after, StringComparison.Ordinal))
            return isOpen || BeforeThing.Contains(before, StringComparison.Ordinal) ? 2 : 0;
        var isClosed = TextEdges.IsBreak(text.Text, index + 1) || TextEdges.IsLatin(after)
            || AfterEnd.Contains(after, StringComparison.Ordinal);
        return isClosed && (isOpen || BeforeEnd.Contains(before, StringComparison.Ordinal)) ? 1 : 0;
    }
}
