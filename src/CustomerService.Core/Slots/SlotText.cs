using CustomerService.Core.Commerce;

namespace CustomerService.Core.Slots;

/// <summary>One text on its way through the rules: its forms, the shop's words in it, and what they say it is about.</summary>
internal sealed class SlotText
{
    private static readonly string[] Openers =
        ["我要", "想要", "就要", "要", "那就", "就", "我选", "选", "我穿", "穿", "换成", "换", "拿", "来", "给我", "我的", "我", "是", "嗯", "好的",
        "好", "那"];

    private static readonly string[] Closers =
        ["有货吗", "有吗", "有没有", "吗", "的", "吧", "呢", "啊", "呀", "哈", "哦", "了", "谢谢", "就行", "就好", "可以", "亲"];

    private readonly ILookup<int, LexiconHit> starts;
    private readonly ILookup<int, LexiconHit> ends;
    private readonly bool[] inWord;
    private readonly Lazy<HashSet<string>> meant;

    public SlotText(string text, Lexicon lexicon, DateTime now)
    {
        Text = text;
        inWord = new bool[text.Length];
        Lexicon = lexicon;
        Now = now;
        Folded = new FoldedText(text);
        Hits = lexicon.Scan(text, Folded);
        starts = Hits.ToLookup(h => h.Start);
        ends = Hits.ToLookup(h => h.End);
        foreach (var hit in Hits)
            inWord.AsSpan(hit.Start, hit.End - hit.Start).Fill(true);
        (CoreStart, CoreEnd) = FindCore(text);
        meant = new(FindMeant);
    }

    public string Text { get; }

    public FoldedText Folded { get; }

    public Lexicon Lexicon { get; }

    /// <summary>The shop's local time.</summary>
    public DateTime Now { get; }

    /// <summary>Every word of the shop in the text, overlapping ones too.</summary>
    public List<LexiconHit> Hits { get; }

    public IEnumerable<LexiconHit> HitsFrom(int start) => starts[start];

    public IEnumerable<LexiconHit> HitsUpTo(int end) => ends[end];

    /// <summary>Whether the character belongs to any word of the shop.</summary>
    public bool IsInWord(int index) => inWord[index];

    /// <summary>The text without punctuation and small words around it: 42 in 我要42的吧.</summary>
    public int CoreStart { get; }

    public int CoreEnd { get; }

    /// <summary>What the shop's words come to when overlaps are resolved; set before the rules run.</summary>
    public IReadOnlyList<SlotCandidate> Words { get; set; } = [];

    public bool HasColour => Words.Any(w => w.Slot == SlotNames.Colour);

    /// <summary>Whether the span is all that the text says.</summary>
    public bool IsWhole(int start, int end) => start <= CoreStart && end >= CoreEnd;

    /// <summary>Whether the text names the product, or a category that it is in.</summary>
    public bool IsMeant(Product product) => meant.Value.Contains(product.Id);

    private HashSet<string> FindMeant()
    {
        var products = Words.Where(w => w.Slot == SlotNames.Product).Select(w => w.Value).ToHashSet(StringComparer.Ordinal);
        // A named product says more than the category beside it.
        if (products.Count == 0)
        {
            foreach (var category in Words.Where(w => w.Slot == SlotNames.Category).Select(w => w.Value).Distinct())
                products.UnionWith(Lexicon.Catalogue.InCategory(category).Select(p => p.Id));
        }
        return products;
    }

    private static (int Start, int End) FindCore(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end)
        {
            var length = end - start;
            while (start < end && TextEdges.IsBreak(text, start))
                start++;
            while (start < end && TextEdges.IsBreak(text, end - 1))
                end--;
            var core = text.AsSpan(start, end - start);
            foreach (var word in Openers)
            {
                if (core.Length > word.Length && core.StartsWith(word, StringComparison.Ordinal))
                {
                    start += word.Length;
                    break;
                }
            }
            core = text.AsSpan(start, end - start);
            foreach (var word in Closers)
            {
                if (core.Length > word.Length && core.EndsWith(word, StringComparison.Ordinal))
                {
                    end -= word.Length;
                    break;
                }
            }
            if (end - start == length)
                break;
        }
        return (start, end);
    }
}
