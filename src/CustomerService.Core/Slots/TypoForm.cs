using CustomerService.Core.Text;

namespace CustomerService.Core.Slots;

/// <summary>
/// A name of a product that one slip may not hide: any wrong or missing character within what sets a long name apart, and a wrong
/// one that sounds or looks like the right one anywhere.
/// </summary>
internal sealed class TypoForm
{
    // Short words become other words by one character: 贝护奶粉 and 贝亲奶粉 are two brands.
    private const int ShortestForm = 4;
    private const int FewestDistinctive = 3;

    // A brand beside the word for its goods; with less, a slip of 宝宝 would be a product.
    private const int FewestForAlike = 2;

    // Characters that tell products apart: one of these in place of another is no slip.
    private const string Telling =
        "长短男女大小儿童老新薄厚加无有高低前后上下左右冬夏春秋黑白红黄蓝绿灰紫粉金银软硬干湿冷热快慢轻重中宽窄直圆方修一二三四五六七八九十两半单双";

    private readonly bool[] distinctive;

    // They begin or end what is said around a name: 手机可以用吗 names no 手机壳.
    private const string Around =
        "的地得了着过吗呢吧啊呀嘛么哦哈是在有没不会能可要想买卖发送退换给把被和跟与同或还就都也太很更最从到去来用穿看问说个款件台只支条这那哪我你他她它您咱几多少什怎为时年月日天元块钱"
        + "并但而且却又再若如因所以已经刚才现正将应该必须需请求让叫使曾仍尚未非另别每各某些此其之于由自向往朝对关按照当比";

    public TypoForm(string form, string product, IEnumerable<string> categoryWords)
    {
        Form = form;
        Product = product;
        distinctive = new bool[form.Length];
        for (var i = 0; i < form.Length; i++)
            distinctive[i] = TextEdges.IsHan(form[i]);
        foreach (var word in categoryWords)
        {
            var at = form.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0)
                distinctive.AsSpan(at, word.Length).Clear();
        }
        Distinctive = distinctive.Count(d => d);
    }

    public string Form { get; }

    public string Product { get; }

    /// <summary>How many characters set the name apart from other goods of its kind.</summary>
    public int Distinctive { get; }

    public bool IsUsable => Form.Length >= ShortestForm && Distinctive >= FewestForAlike;

    /// <summary>
    /// Place of the one wrong character when the window is as long as the form, or where one is missing when it is
    /// shorter by one; -1 when it is neither.
    /// </summary>
    public int Slip(ReadOnlySpan<char> window)
    {
        var at = window.CommonPrefixLength(Form);
        if (at == Form.Length)
            return -1;
        if (window.Length == Form.Length - 1)
            return IsLoose(at) && window[at..].SequenceEqual(Form.AsSpan(at + 1)) ? at : -1;
        if (window.Length != Form.Length || !window[(at + 1)..].SequenceEqual(Form.AsSpan(at + 1)))
            return -1;
        var wrong = window[at];
        if (!TextEdges.IsHan(wrong) || Telling.Contains(wrong, StringComparison.Ordinal))
            return -1;
        return IsLoose(at) || (AlikeCharacters.Are(wrong, Form[at]) && !Around.Contains(wrong, StringComparison.Ordinal)) ? at : -1;
    }

    // At either end the character may well belong to the words around: 这个热水壶 is no 电热水壶.
    private bool IsLoose(int at) => Distinctive >= FewestDistinctive && at > 0 && at < Form.Length - 1 && distinctive[at];
}
