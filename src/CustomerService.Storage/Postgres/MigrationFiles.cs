using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerService.Storage.Postgres;

/// <summary>One released step of the tables; its file is never edited, a change is a new file.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sql">Its statements.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, whatever the line ends of the checkout.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>The migrations in this assembly.</summary>
public static class MigrationFiles
{
    private const string Folder = "migrations/";

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read();

    private static List<Migration> Read()
    {
        var assembly = typeof(MigrationFiles).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name[Folder.Length..];
                return new Migration(int.Parse(file[..3], CultureInfo.InvariantCulture), file, text.ReadToEnd());
            })];
    }
}
