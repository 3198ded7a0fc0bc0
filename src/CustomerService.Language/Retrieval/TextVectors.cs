using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Retrieval;

/// <summary>The sentence vectors of an index: from the shelf where the same model made those of the same texts before.</summary>
/// <param name="reader">Makes what is not on the shelf.</param>
/// <param name="shelf">Null for none.</param>
/// <param name="model">Hash of the reader's model.</param>
internal sealed class TextVectors(IReader reader, IVectorShelf? shelf = null, string? model = null)
{
    // Small passes, so that shoppers' texts find room between them.
    private const int Pass = 64;

    public async Task<float[][]> Of(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (shelf is null || string.IsNullOrEmpty(model) || texts.Count == 0)
            return await Made(texts, cancellationToken);
        var key = Key(model, texts);
        if (await shelf.Find(key, cancellationToken) is { Length: > 0 } kept && Unpacked(kept, texts.Count) is { } vectors)
            return vectors;
        var made = await Made(texts, cancellationToken);
        await shelf.Keep(key, Packed(made), cancellationToken);
        return made;
    }

    private async Task<float[][]> Made(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>(texts.Count);
        foreach (var chunk in texts.Chunk(Pass))
            vectors.AddRange((await reader.Read(chunk, cancellationToken)).Select(r => r.Embedding.ToArray()));
        return [.. vectors];
    }

    /// <summary>Of the model and all texts in their order, each with its length so that no two lists run into one.</summary>
    private static string Key(string model, IReadOnlyList<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts.Prepend(model))
        {
            var octets = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(octets.Length));
            hash.AppendData(octets);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Packed(float[][] vectors) => [.. vectors.SelectMany(v => MemoryMarshal.AsBytes(v.AsSpan()).ToArray())];

    /// <summary>Null where the octets are not so many vectors of one size.</summary>
    private static float[][]? Unpacked(byte[] octets, int count)
    {
        var row = octets.Length / count;
        if (row * count != octets.Length || row % sizeof(float) != 0)
            return null;
        return [.. octets.Chunk(row).Select(r => MemoryMarshal.Cast<byte, float>(r).ToArray())];
    }
}
