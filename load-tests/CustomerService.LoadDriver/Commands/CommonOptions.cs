using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.LoadDriver.Commands;

/// <summary>Options and output that several commands share.</summary>
internal static class CommonOptions
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Option<Uri> Url(string description = "The running host.") => new("--url")
    {
        Description = description,
        CustomParser = result => Address(result, result.Tokens[0]),
    };

    /// <summary>The silos of a cluster, beside the gateway.</summary>
    public static Option<Uri[]> Metrics() => new("--metrics")
    {
        Description = "Other processes of the host's cluster, such as http://127.0.0.1:8091: their counters are added to the host's.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.Select(word => Address(result, word)).OfType<Uri>()],
    };

    /// <summary>The address that a word of the command line is; null, with an error, where it is none.</summary>
    public static Uri? Address(ArgumentResult result, Token word)
    {
        if (Uri.TryCreate(word.Value.TrimEnd('/') + "/", UriKind.Absolute, out var url))
            return url;
        result.AddError($"'{word.Value}' is no address such as http://127.0.0.1:8080.");
        return null;
    }

    public static Option<string?> Json() => new("--json") { Description = "A file to write the result to." };

    public static Option<int> Seconds(int value) => new("--seconds") { Description = "Length of each measured part.", DefaultValueFactory = _ => value };

    public static Option<string> Folder() => new("--folder")
    {
        Description = "Where temporary databases are made: on the disk that counts.",
        DefaultValueFactory = _ => "artifacts/load",
    };

    /// <summary>Writes the result where a file is named.</summary>
    public static async Task Save<T>(string? file, T result, CancellationToken cancellation)
    {
        if (file is null)
            return;
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, result, Written, cancellation);
    }
}
