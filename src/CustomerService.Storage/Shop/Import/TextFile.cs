using System.Text;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Reads a file of a shop as text, in the encodings that spreadsheets save in.</summary>
internal static class TextFile
{
    /// <summary>Whole files are held in memory while they are checked.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text; null, with a problem reported, when the file cannot be read.</summary>
    public static string? Read(string path, ImportFindings findings)
    {
        var file = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                findings.Problem(file, 0, null, "the file is larger than 64 MB: split off what the shop does not need");
                return null;
            }
            return Decode(File.ReadAllBytes(path), file, findings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Problem(file, 0, null, "the file cannot be read: close it in other programs and check its rights");
            return null;
        }
    }

    private static string Decode(byte[] bytes, string file, ImportFindings findings)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            findings.Note(file, 0, null, "the file is UTF-16 and was read so: save it as \"CSV UTF-8\"");
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes.AsSpan(2));
        }

        var text = Utf8.GetString(bytes).TrimStart('\uFEFF');
        var broken = text.Count(c => c == '\uFFFD');
        // Spreadsheets in Chinese save "CSV" as GB18030, which read as UTF-8 is broken nearly throughout;
        // a UTF-8 file with a damaged row is broken in a few places, and those rows are refused later.
        if (broken == 0 || broken * 2 < text.Count(c => c > '\u007F'))
            return text;
        findings.Note(file, 0, null, "the file is not UTF-8 and was read as GB18030: save it as \"CSV UTF-8\"");
        return Gb18030.GetString(bytes);
    }

    private static Encoding Gb18030 =>
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? throw new NotSupportedException("GB18030");
}
