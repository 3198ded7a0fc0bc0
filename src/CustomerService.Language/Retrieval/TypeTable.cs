using System.Numerics.Tensors;
using CustomerService.Core.Commerce;

namespace CustomerService.Language.Retrieval;

/// <summary>The leaf categories of one catalogue snapshot by their names, other words and products.</summary>
internal sealed class TypeTable(Catalogue catalogue, IReadOnlyList<Category> leaves, WordingTable names)
{
    public Catalogue Catalogue => catalogue;

    public int Names => names.Wordings;

    public static async Task<TypeTable> Build(TextVectors vectors, Catalogue catalogue, CancellationToken cancellationToken)
    {
        var parents = catalogue.Categories.Values.Select(c => c.Parent).ToHashSet(StringComparer.Ordinal);
        Category[] leaves = [.. catalogue.Categories.Values.Where(c => !parents.Contains(c.Id))];
        var products = catalogue.Products.Values.ToLookup(p => p.Category, p => p.Name, StringComparer.Ordinal);
        return new TypeTable(catalogue, leaves, await WordingTable.Build(
            vectors, leaves.Select(c => c.Aliases.Prepend(c.Name).Concat(products[c.Id])), cancellationToken));
    }

    /// <summary>The likeliest category and its score; null where there are none.</summary>
    public (string? Category, float Score) Nearest(ReadOnlySpan<float> embedding)
    {
        var scores = names.Score(embedding);
        var best = TensorPrimitives.IndexOfMax(scores);
        return best < 0 ? (null, 0) : (leaves[best].Id, scores[best]);
    }
}
