using CustomerService.Core.Understanding;

namespace CustomerService.Core.Knowledge;

/// <summary>A question the shop has an answer to.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Intent">The intent it belongs to.</param>
/// <param name="Question">As the shop words it.</param>
/// <param name="Similar">Other wordings.</param>
/// <param name="Answer">As shown.</param>
public sealed record FaqEntry(string Id, string Intent, string Question, IReadOnlyList<string> Similar, string Answer);

/// <summary>An entry found.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Score">How alike it and the question are, -1 to 1.</param>
/// <param name="Nearness">What that score means: it depends on the model and on what was compared.</param>
public readonly record struct FaqMatch(FaqEntry Entry, float Score, FaqNearness Nearness);

/// <summary>Where the entries come from.</summary>
public interface IFaqSource
{
    /// <summary>All entries of a tenant.</summary>
    ValueTask<IReadOnlyList<FaqEntry>> All(string tenant, CancellationToken cancellationToken);
}

/// <summary>Finds the entries that answer a question.</summary>
public interface IKnowledge
{
    /// <summary>The best entries, best first; at most <paramref name="limit"/>, each entry once.</summary>
    /// <param name="tenant">The shop.</param>
    /// <param name="text">The question as asked.</param>
    /// <param name="vector">Its sentence vector; where there is none, or one of another model, the words alone are compared.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<FaqMatch>> Search(
        string tenant, string text, TextVector vector, int limit, CancellationToken cancellationToken);
}
