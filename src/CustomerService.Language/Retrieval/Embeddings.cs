using System.Security.Cryptography;
using System.Text;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Retrieval;

/// <summary>The vectors that a reader's model makes.</summary>
/// <param name="reader">Makes them.</param>
/// <param name="model">SHA-256 of its model, in hex.</param>
/// <param name="faq">What scores of the knowledge base mean with them.</param>
internal delegate Embeddings EmbeddingsOf(IReader reader, string model, FaqScale faq);

/// <summary>
/// Makes the vectors of a table's texts, and keeps them between starts: in a folder, from which only texts that are new
/// go through the model, or on a shelf, where one process of a cluster puts them for all.
/// </summary>
/// <param name="reader">Makes the vectors.</param>
/// <param name="model">SHA-256 of its model, in hex: vectors of another one are of no use.</param>
/// <param name="folder">Where they are kept; empty for none.</param>
/// <param name="shelf">Asked for a list of texts that the folder has nothing of; null for none.</param>
/// <param name="logger">Told where a file cannot be used.</param>
internal sealed class Embeddings(IReader reader, string model, string folder, IVectorShelf? shelf, ILogger logger)
{
    /// <summary>SHA-256 of the model, in hex.</summary>
    public string Model => model;

    /// <summary>What scores of the knowledge base mean with these vectors.</summary>
    public FaqScale Faq { get; init; } = KnowledgeIndex.Thresholds;

    /// <param name="table">Names the file, with the tenant.</param>
    /// <param name="tenant">The shop.</param>
    /// <param name="texts">In the order of the vectors.</param>
    /// <param name="cancellationToken">Ends the building.</param>
    public async Task<IVectors> Of(
        string table, string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        // A tenant's name may be no file name.
        var tenantKey = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tenant)))[..16];
        var path = folder.Length == 0 ? null : Path.Combine(folder, $"{table}-{tenantKey}.vectors");
        var kept = path is null ? null : TryOpen(path);
        var keys = kept?.Keys() ?? [];
        var rows = new ReadOnlyMemory<float>[texts.Count];
        List<int> missing = [];
        var inPlace = kept?.Count == texts.Count;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!keys.TryGetValue(VectorFile.Key(texts[i]), out var row))
                missing.Add(i);
            else
            {
                inPlace &= row == i;
                var vector = new float[kept!.Size];
                kept.Copy(row, vector);
                rows[i] = vector;
            }
        }
        if (kept is not null && inPlace && missing.Count == 0)
            return kept;
        if (missing.Count == rows.Length && await Shelved(texts, cancellationToken) is { } shelved)
            rows = shelved;
        else
            await Make(rows, missing, texts, cancellationToken);
        var vectors = new MemoryVectors(rows);
        return path is null || rows.Length == 0 ? vectors : TryKeep(path, texts, vectors) ?? vectors;
    }

    private async ValueTask<ReadOnlyMemory<float>[]?> Shelved(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        shelf is not null && texts.Count > 0 && await shelf.Find(VectorPack.Key(model, texts), cancellationToken) is { } octets
            ? VectorPack.Unpack(octets, texts.Count)
            : null;

    private async Task Make(
        ReadOnlyMemory<float>[] rows, List<int> missing, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        // Small passes, so that shoppers' texts find room between them.
        foreach (var chunk in missing.Chunk(64))
        {
            var readings = await reader.Read([.. chunk.Select(i => texts[i])], cancellationToken);
            // A reader that had to let another model or rules stand in has no vectors of this one: the table is made later.
            if (readings.Any(r => !TextVector.Of(r).IsOf(model)))
                throw new ReaderBusyException();
            for (var i = 0; i < chunk.Length; i++)
                rows[chunk[i]] = readings[i].Embedding;
        }
        if (shelf is not null && missing.Count > 0)
            await shelf.Keep(VectorPack.Key(model, texts), VectorPack.Pack(rows), cancellationToken);
    }

    private VectorFile? TryOpen(string path)
    {
        try
        {
            return VectorFile.Open(path, model);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.VectorsNotKept(e, path);
            return null;
        }
    }

    // Without the file the next start takes longer, and that is all.
    private IVectors? TryKeep(string path, IReadOnlyList<string> texts, IVectors vectors)
    {
        try
        {
            VectorFile.Write(path, model, texts, vectors);
            return VectorFile.Open(path, model);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.VectorsNotKept(e, path);
            return null;
        }
    }
}
