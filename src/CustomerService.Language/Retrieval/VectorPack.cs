using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CustomerService.Language.Retrieval;

/// <summary>The vectors of a list of texts as octets, and what the list is known by.</summary>
internal static class VectorPack
{
    /// <summary>Of the model and all texts in their order, each with its length so that no two lists run into one.</summary>
    public static string Key(string model, IReadOnlyList<string> texts)
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

    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<float>> rows)
    {
        var stream = new MemoryStream();
        foreach (var row in rows)
            stream.Write(MemoryMarshal.AsBytes(row.Span));
        return stream.ToArray();
    }

    /// <summary>Null where the octets are not so many vectors of one size.</summary>
    public static ReadOnlyMemory<float>[]? Unpack(byte[] octets, int count)
    {
        var row = octets.Length / count;
        return row > 0 && row * count == octets.Length && row % sizeof(float) == 0
            ? [.. octets.Chunk(row).Select(r => (ReadOnlyMemory<float>)MemoryMarshal.Cast<byte, float>(r).ToArray())]
            : null;
    }
}
