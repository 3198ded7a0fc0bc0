using System.Collections.Frozen;

namespace CustomerService.Core.Slots;

/// <summary>
/// Finds names with one slip: with at most one wrong or missing character, one half of the name stands in the text as
/// it is, so the halves are looked up and only their forms compared.
/// </summary>
internal sealed class TypoIndex
{
    // A half that more forms share says too little, and bounds the work at one place of a hostile text.
    private const int MostFormsPerHalf = 64;

    private readonly FrozenDictionary<string, (TypoForm Form, int Offset)[]> halves;
    private readonly FrozenDictionary<string, (TypoForm Form, int Offset)[]>.AlternateLookup<ReadOnlySpan<char>> spans;
    private readonly int[] lengths;

    public TypoIndex(IEnumerable<TypoForm> forms)
    {
        halves = forms
            .SelectMany(f => new[] { (Form: f, Offset: 0, Half: First(f)), (Form: f, Offset: First(f).Length, Half: Second(f)) })
            .GroupBy(x => x.Half, StringComparer.Ordinal)
            .ToFrozenDictionary(
                g => g.Key, g => g.OrderByDescending(x => x.Form.Distinctive).Take(MostFormsPerHalf).Select(x => (x.Form, x.Offset)).ToArray(), StringComparer.Ordinal);
        spans = halves.GetAlternateLookup<ReadOnlySpan<char>>();
        lengths = [.. halves.Keys.Select(h => h.Length).Distinct()];
    }

    /// <summary>Product, folded start and end, and folded place of the wrong character; null where one is missing.</summary>
    public IEnumerable<(string Product, int Start, int End, int? Slip)> Find(string folded)
    {
        for (var i = 0; i < folded.Length; i++)
        {
            foreach (var length in lengths)
            {
                if (i + length > folded.Length || !spans.TryGetValue(folded.AsSpan(i, length), out var forms))
                    continue;
                foreach (var (form, offset) in forms)
                {
                    // Of one half a slip lies in the other: a missing character moves the start of a second half.
                    if (Check(form, folded, i - offset, form.Form.Length) is { } wrong)
                        yield return wrong;
                    var start = offset == 0 ? i : i - offset + 1;
                    if (Check(form, folded, start, form.Form.Length - 1) is { } missing)
                        yield return missing;
                }
            }
        }
    }

    private static (string, int, int, int?)? Check(TypoForm form, string folded, int start, int length)
    {
        if (start < 0 || start + length > folded.Length)
            return null;
        var slip = form.Slip(folded.AsSpan(start, length));
        if (slip < 0)
            return null;
        return (form.Product, start, start + length, length == form.Form.Length ? start + slip : null);
    }

    private static string First(TypoForm form) => form.Form[..(form.Form.Length / 2)];

    private static string Second(TypoForm form) => form.Form[(form.Form.Length / 2)..];
}
