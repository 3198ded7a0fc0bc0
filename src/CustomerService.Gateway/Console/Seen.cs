using System.Globalization;

namespace CustomerService.Gateway.Console;

/// <summary>What a console has of its conversations, as it says in the query of its stream.</summary>
internal static class Seen
{
    /// <summary>Sequences by conversation; what is malformed is left out, and that conversation's last events come again.</summary>
    public static IReadOnlyDictionary<string, long> Parse(string? text)
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = pair.LastIndexOf(':');
            if (colon > 0 && long.TryParse(pair.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                seen[pair[..colon]] = sequence;
        }
        return seen;
    }
}
