using System.Security.Cryptography;
using System.Text.Json;

namespace CustomerService.Hosting;

/// <summary>
/// Keys of a standalone installation: made once, kept in the data folder where only its owner reads them, and
/// overridden by any later source of configuration.
/// </summary>
public static class LocalSecrets
{
    private const string FileName = "secrets.json";

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    /// <summary>Adds the keys of the data folder below every other source.</summary>
    /// <exception cref="Storage.StorageUnavailableException">They cannot be written or read.</exception>
    public static void AddLocalSecrets(this IConfigurationManager configuration, string folder)
    {
        var file = Path.Combine(folder, FileName);
        var source = DataFolder.Use(folder, () =>
        {
            if (!File.Exists(file))
                Create(folder, file);
            return new ConfigurationBuilder().AddJsonFile(file).Build();
        });
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = source.AsEnumerable().Where(p => p.Value is not null),
        });
    }

    private static void Create(string folder, string file)
    {
        Directory.CreateDirectory(folder);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Privacy:PseudonymKey"] = Key(),
            ["Privacy:IdentitySecret"] = Key(),
            ["Operator:Key"] = Key(),
        };
        // Written whole under another name first: a start that is cut off must not leave half a file behind.
        var draft = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, keys, Written);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, file, overwrite: true);
    }

    private static string Key() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
