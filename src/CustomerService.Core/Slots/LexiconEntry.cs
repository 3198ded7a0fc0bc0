namespace CustomerService.Core.Slots;

internal enum LexiconKind
{
    Product,
    Category,
    Colour,
    Spec,
    Place,
    Block,
}

/// <summary>What a word of the shop means: the id of a product or category, or a wording.</summary>
internal sealed record LexiconEntry(LexiconKind Kind, string Value)
{
    /// <summary>An everyday word too (积木, 和平, 高清): counts only where the text around it supports it.</summary>
    public bool Everyday { get; init; }
}

/// <summary>A word of the lexicon in a text, by its place in the normalised text.</summary>
internal readonly record struct LexiconHit(LexiconEntry Entry, int Start, int End);
