using System.Text;

namespace CustomerService.Core.Slots;

/// <summary>
/// A normalised text without blanks, hyphens and dots, so that X1 Pro, X1-Pro and x1pro compare equal, with the way
/// back to the places in the text.
/// </summary>
internal sealed class FoldedText
{
    private readonly int[] places;

    public FoldedText(string normalised)
    {
        var folded = new StringBuilder(normalised.Length);
        places = new int[normalised.Length];
        for (var i = 0; i < normalised.Length; i++)
        {
            if (IsSkipped(normalised[i]))
                continue;
            places[folded.Length] = i;
            folded.Append(Fold(normalised[i]));
        }
        Text = folded.ToString();
    }

    public string Text { get; }

    /// <summary>Where a folded character stands in the normalised text.</summary>
    public int Place(int folded) => places[folded];

    /// <summary>Folds a word of the catalogue that is normalised already.</summary>
    public static string FoldWord(string normalised) => new FoldedText(normalised).Text;

    private static bool IsSkipped(char c) => c is ' ' or '-' or '_' or '·' or '・';

    private static char Fold(char c) => c == '×' ? '*' : c;
}
