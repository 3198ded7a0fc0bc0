namespace CustomerService.Core.Dialogue;

/// <summary>Splits a message where a second thing may begin.</summary>
public static class ClauseSplitter
{
    // Shorter pieces ("黑色", "亲") are no requests of their own; splitting them off would cost an inference each.
    private const int MinimumLength = 4;

    // A turn reads at most this many pieces, however long the message is.
    private const int MaximumPieces = 6;

    private const int LongText = 80, Tail = 40;

    // Short as they are, these are whole requests beside another question: "酒红色XL有没有 多少钱".
    private static readonly string[] ShortRequests =
        ["多少钱", "啥价格", "什么价", "怎么卖", "有货吗", "有货没", "有货不", "有没有", "包邮吗", "包邮不", "包邮么", "几天到", "多久到"];

    private static readonly string[] Connectives = ["另外", "顺便", "然后", "对了", "以及", "再问"];

    // "还有" goes on to another thing before these words alone: in "现在还有货吗" and "还有几天到" it means what is left.
    private static readonly string[] Also =
    [
        "还有我", "还有你", "还有这", "还有那", "还有怎么", "还有如何", "还有什么时候", "还有为什么", "还有能", "还有可",
        "还有就是", "还有想", "还有请问", "还有问", "还有一个问题", "还有个问题", "还有发票", "还有运费", "还有退",
    ];

    /// <summary>The pieces in order, or the whole text as the only one.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends = text[i] is '。' or '?' or '？' or '!' or '！' or ';' or '；' or '\n' or ',' or '，' or '、' or ' ';
            var connects = !ends && i > start && (Begins(Connectives, text, i) || Begins(Also, text, i));
            if (!ends && !connects)
                continue;
            Add(pieces, text[start..(ends ? i + 1 : i)]);
            start = ends ? i + 1 : i;
        }
        Add(pieces, text[start..]);
        if (pieces.Count is > 1 and <= MaximumPieces && pieces.All(p => p.Length <= LongText)
            && pieces.Count(p => Length(p) >= MinimumLength || IsShortRequest(p)) > 1)
        {
            return pieces;
        }
        // The model reads the first sixty characters or so; who talks at length asks at the end.
        return text.Length > LongText ? [text[..^Tail], text[^Tail..]] : [text];
    }

    private static bool Begins(string[] words, string text, int at) =>
        words.Any(w => string.CompareOrdinal(text, at, w, 0, w.Length) == 0);

    // A piece too short to stand alone belongs to the one before it.
    private static void Add(List<string> pieces, string piece)
    {
        if (Length(piece) == 0)
            return;
        if (pieces.Count > 0 && (Length(piece) < MinimumLength || Length(pieces[^1]) < MinimumLength) && !AreTwoRequests(pieces[^1], piece))
            pieces[^1] += piece;
        else
            pieces.Add(piece);
    }

    private static bool AreTwoRequests(string first, string second) =>
        (IsShortRequest(first) || IsShortRequest(second)) && QuestionWords.AreIn(first) && QuestionWords.AreIn(second);

    private static bool IsShortRequest(string piece) =>
        ShortRequests.Contains(piece.AsSpan().TrimEnd(" ,，。?？!！;；、\n~～").ToString(), StringComparer.Ordinal);

    private static int Length(string text) => text.Count(char.IsLetterOrDigit);
}
