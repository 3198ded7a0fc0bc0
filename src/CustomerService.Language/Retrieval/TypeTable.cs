using CustomerService.Core.Commerce;

namespace CustomerService.Language.Retrieval;

/// <summary>The leaf categories of one catalogue snapshot by their names, other words and products.</summary>
internal sealed class TypeTable(string model, Catalogue catalogue, IReadOnlyList<Category> leaves, WordingTable names)
{
    /// <summary>SHA-256 of the model whose vectors they are.</summary>
    public string Model => model;

    public Catalogue Catalogue => catalogue;

    public int Names => names.Wordings;

    public static async Task<TypeTable> Build(
        Embeddings embeddings, string tenant, Catalogue catalogue, CancellationToken cancellationToken)
    {
        var parents = catalogue.Categories.Values.Select(c => c.Parent).ToHashSet(StringComparer.Ordinal);
        Category[] leaves = [.. catalogue.Categories.Values.Where(c => !parents.Contains(c.Id))];
        var products = catalogue.Products.Values.ToLookup(p => p.Category, p => p.Name, StringComparer.Ordinal);
        List<string> texts = [];
        var ends = new int[leaves.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            texts.AddRange(leaves[i].Aliases.Prepend(leaves[i].Name).Concat(products[leaves[i].Id]));
            ends[i] = texts.Count;
        }
        return new(embeddings.Model, catalogue, leaves, new WordingTable(await embeddings.Of("types", tenant, texts, cancellationToken), ends));
    }

    /// <summary>The likeliest category and its score; null where there are none.</summary>
    public (string? Category, float Score) Nearest(ReadOnlySpan<float> embedding)
    {
        using var likeness = names.Score(embedding);
        return Ranking.Best(likeness.Near, likeness.Error, 1, likeness.Exact) is [var (best, score)]
            ? (leaves[best].Id, score)
            : (null, 0);
    }
}
