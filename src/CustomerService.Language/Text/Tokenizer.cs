using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace CustomerService.Language.Text;

/// <summary>Turns a text into the token ids of the model's vocabulary: <c>[CLS] … [SEP]</c>.</summary>
public sealed class Tokenizer
{
    /// <summary>
    /// What is read of a text, UTF-16 units: eight times the tokens that the model reads, so it only cuts what is cut
    /// anyway, and a hostile text of megabytes costs what this costs.
    /// </summary>
    public const int MaxCharacters = 512;

    private readonly BertTokenizer pieces;
    private readonly int maxTokens;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="vocabulary">Path of a file with one piece a line, in the order of their ids.</param>
    /// <param name="maxTokens">Longest result, the two marks included; at least 2.</param>
    public Tokenizer(string vocabulary, int maxTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 2);
        this.maxTokens = maxTokens;
        // Words are split here: the library's own splitting drops symbols such as ￥, + and emoji, and would let a
        // shopper write [SEP] as a mark.
        pieces = BertTokenizer.Create(vocabulary, new BertOptions
        {
            ApplyBasicTokenization = false,
            LowerCaseBeforeTokenization = false,
            SplitOnSpecialTokens = false,
        });
    }

    /// <summary>The ids of a text, 2 to the maximum; never fails, whatever the text.</summary>
    public int[] Encode(string text)
    {
        return [.. pieces.EncodeToIds(SplitWords(TextNormalizer.Normalize(Read(text))), maxTokens, out _, out _)];
    }

    /// <summary>What is read of a text.</summary>
    internal static string Read(string text) => text.Length > MaxCharacters ? text[..MaxCharacters] : text;

    /// <summary>
    /// Where the tokens of <see cref="Encode"/> stand in the normalised text; the two marks are empty. None where the
    /// library takes a strange text apart in two ways.
    /// </summary>
    internal IReadOnlyList<TokenPlace> Places(string text)
    {
        var split = SplitWords(TextNormalizer.Normalize(Read(text)));
        // The blanks that were set in are not in the text: a place is where the text's own characters end before it.
        var own = new int[split.Length + 1];
        for (var (i, at) = (0, 0); i < split.Length; i++)
            own[i + 1] = at += split[i] == ' ' ? 0 : 1;
        var tokens = pieces.EncodeToTokens(split, out _);
        if (Math.Min(tokens.Count, maxTokens - 2) != Encode(text).Length - 2)
            return [];
        return [default, .. tokens.Take(maxTokens - 2).Select(t => new TokenPlace(own[t.Offset.Start.Value], own[t.Offset.End.Value])), default];
    }

    /// <summary>Sets a blank around every ideograph, punctuation mark and symbol: each is a word of its own.</summary>
    private static string SplitWords(string normalized)
    {
        var words = new StringBuilder(normalized.Length * 3);
        foreach (var rune in normalized.EnumerateRunes())
        {
            if (StandsAlone(rune))
                words.Append(' ').Append(rune).Append(' ');
            else
                words.Append(rune);
        }
        return words.ToString();
    }

    private static bool StandsAlone(Rune rune) => IsIdeograph(rune.Value)
        || Rune.GetUnicodeCategory(rune) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol;

    /// <summary>The blocks that BERT calls Chinese characters.</summary>
    private static bool IsIdeograph(int code) => code
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
