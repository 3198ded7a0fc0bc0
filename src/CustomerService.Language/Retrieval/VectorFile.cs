using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// Vectors in a file that is mapped, not read: a start takes no time, and of a large table only what is looked at is in
/// memory. The file is never changed, only replaced by another one.
/// </summary>
internal sealed class VectorFile : IVectors
{
    // Magic with the format's version, the model's hash, values of a vector, vectors.
    private const int Head = 48;
    private const int KeySize = 16;

    // Nobody lets go of a file: tables come and go with their shops, and whoever searches an old one still looks at it.
    // Its handle goes with the last of them.
    private readonly SafeMemoryMappedViewHandle view;

    private VectorFile(SafeMemoryMappedViewHandle view, int size, int count) => (this.view, Size, Count) = (view, size, count);

    private static ReadOnlySpan<byte> Magic => "CSVEC01\n"u8;

    public int Count { get; }

    public int Size { get; }

    public void Copy(int row, Span<float> to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        view.ReadSpan(VectorsAt(Count) + ((ulong)row * (ulong)Size * sizeof(float)), to[..Size]);
    }

    /// <summary>The file's vectors; null where there is none, or it is of another model or not whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">SHA-256 of the model, in hex.</param>
    public static VectorFile? Open(string path, string model)
    {
        if (!File.Exists(path) || new FileInfo(path).Length is var length && length <= Head)
            return null;
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        var mapped = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        var head = new byte[Head];
        mapped.ReadSpan<byte>(0, head);
        var (size, count) = (BitConverter.ToInt32(head, 40), BitConverter.ToInt32(head, 44));
        var whole = head.AsSpan(0, 8).SequenceEqual(Magic) && head.AsSpan(8, 32).SequenceEqual(Convert.FromHexString(model))
            && size > 0 && count > 0 && (ulong)length == VectorsAt(count) + ((ulong)count * (ulong)size * sizeof(float));
        if (whole)
            return new VectorFile(mapped, size, count);
        mapped.Dispose();
        return null;
    }

    /// <summary>Which row holds a text's vector.</summary>
    public Dictionary<UInt128, int> Keys()
    {
        var keys = new Dictionary<UInt128, int>(Count);
        var rows = new UInt128[Count];
        view.ReadSpan<UInt128>(Head, rows);
        for (var i = 0; i < rows.Length; i++)
            keys.TryAdd(rows[i], i);
        return keys;
    }

    /// <summary>What a text is known by.</summary>
    public static UInt128 Key(string text) =>
        MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file in place of the one there, at once whole for whoever opens it.</summary>
    public static void Write(string path, string model, IReadOnlyList<string> texts, IVectors vectors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = $"{path}.{Guid.NewGuid():N}.new";
        using (var stream = File.Create(next))
        {
            stream.Write(Magic);
            stream.Write(Convert.FromHexString(model));
            stream.Write(MemoryMarshal.AsBytes<int>([vectors.Size, vectors.Count]));
            foreach (var text in texts)
                stream.Write(MemoryMarshal.AsBytes<UInt128>([Key(text)]));
            var row = new float[vectors.Size];
            for (var i = 0; i < vectors.Count; i++)
            {
                vectors.Copy(i, row);
                stream.Write(MemoryMarshal.AsBytes<float>(row));
            }
            stream.Flush(flushToDisk: true);
        }
        File.Move(next, path, overwrite: true);
    }

    private static ulong VectorsAt(int count) => Head + ((ulong)count * KeySize);
}
