namespace CustomerService.Core.Recommending;

/// <summary>A kind of goods that makes a present for somebody.</summary>
/// <param name="For">Values of the slot <c>recipient</c>.</param>
/// <param name="Youngest">Years.</param>
/// <param name="Oldest">Years.</param>
/// <param name="Category">Id of a category of the shop.</param>
/// <param name="Why">What speaks for it, as shown.</param>
public sealed record GiftIdea(IReadOnlyList<string> For, int Youngest, int Oldest, string Category, string Why)
{
    /// <summary>Whether it suits; who or how old, where that is not known, speaks against nothing.</summary>
    public bool Suits(string? recipient, int? age) =>
        (recipient is null || For.Contains(recipient)) && (age is null || (age >= Youngest && age <= Oldest));
}
