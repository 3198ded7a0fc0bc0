using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Takes out what the shopper does not want: 不要黑色, 不是256G, 除了黑色和白色, 黑色不要.</summary>
internal static partial class Negation
{
    // A few characters either side are enough for every wording below.
    private const int Reach = 12;

    private static readonly HashSet<string> Negatable =
    [
        SlotNames.Colour, SlotNames.Spec, SlotNames.Product, SlotNames.Category, SlotNames.City,
        SlotNames.Quantity, SlotNames.Date, SlotNames.Amount, SlotNames.Unlisted,
    ];

    public static void Remove(string text, List<SlotCandidate> mentions)
    {
        var (lastSlot, lastEnd, kept) = ("", -1, new List<SlotCandidate>(mentions.Count));
        foreach (var mention in mentions)
        {
            if (Negatable.Contains(mention.Slot!)
                && (IsRefused(text, mention) || (lastEnd >= 0 && lastSlot == mention.Slot && Joins(text, lastEnd, mention.Start))))
                (lastSlot, lastEnd) = (mention.Slot!, mention.End);
            else
                kept.Add(mention);
        }
        mentions.Clear();
        mentions.AddRange(kept);
    }

    private static bool IsRefused(string text, SlotCandidate mention)
    {
        var before = text.AsSpan(Math.Max(0, mention.Start - Reach), Math.Min(Reach, mention.Start));
        var after = text.AsSpan(mention.End, Math.Min(Reach, text.Length - mention.End));
        return Before().IsMatch(before) || After().IsMatch(after);
    }

    // 不要黑色和白色: the second shares the refusal of the first.
    private static bool Joins(string text, int end, int start) =>
        start - end <= Reach && Joint().IsMatch(text.AsSpan(end, start - end));

    // Not 是不是黑色 nor 要不要黑色: those ask.
    [GeneratedRegex(
        "((?<!要)不(要|想要|想买|喜欢|买|选|拿|用|考虑|发)|(?<!是)不是|不能是|而非|别要|别给我|别发|别买|除了|除开|除去|除|非|排除)(再|那个|这个|那款|这款|那种|这种|了|发"
        + "|买|选|拿|要)? ?$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Before();

    [GeneratedRegex(
        "^ ?(的|款|版|那个|那款|的那个|的那款)? ?(我|就|也|都)?(不要|不想要|不喜欢|不考虑|算了|别要)(了|啦)?($|[ ,。!;]|要|换|给我|改|来)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex After();

    [GeneratedRegex("^ ?(的|款|版)? ?(和|跟|与|或者|或|以及|及|、|/|还有) ?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Joint();
}
