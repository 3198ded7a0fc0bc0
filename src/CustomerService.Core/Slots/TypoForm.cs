namespace CustomerService.Core.Slots;

/// <summary>A name of a product that one wrong or missing character may not hide.</summary>
internal sealed class TypoForm
{
    // Short words become other words by one character: 贝护奶粉 and 贝亲奶粉 are two brands.
    private const int ShortestForm = 4;
    private const int FewestDistinctive = 3;

    // Characters that tell products apart: one of these in place of another is no slip.
    private const string Telling =
        "长短男女大小儿童老新薄厚加无有高低前后上下左右冬夏春秋黑白红黄蓝绿灰紫粉金银软硬干湿冷热快慢轻重中宽窄直圆方修一二三四五六七八九十两半单双";

    private readonly bool[] distinctive;
    private readonly int distinctiveCount;

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
        distinctiveCount = distinctive.Count(d => d);
    }

    public string Form { get; }

    public string Product { get; }

    public bool IsUsable => Form.Length >= ShortestForm && distinctiveCount >= FewestDistinctive;

    /// <summary>
    /// Place of the one wrong character when the window is as long as the form, or where one is missing when it is
    /// shorter by one; -1 when it is neither.
    /// </summary>
    public int Slip(ReadOnlySpan<char> window)
    {
        var at = window.CommonPrefixLength(Form);
        // At either end the character may well belong to the words around: 这个热水壶 is no 电热水壶.
        if (at == 0 || at >= Form.Length - 1 || !distinctive[at])
            return -1;
        if (window.Length == Form.Length - 1)
            return window[at..].SequenceEqual(Form.AsSpan(at + 1)) ? at : -1;
        if (window.Length != Form.Length || !window[(at + 1)..].SequenceEqual(Form.AsSpan(at + 1)))
            return -1;
        return TextEdges.IsHan(window[at]) && !Telling.Contains(window[at], StringComparison.Ordinal) ? at : -1;
    }
}
