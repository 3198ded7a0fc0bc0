using System.Globalization;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>What a silo's metrics tell of its turns; both of one moment, which may be a little old.</summary>
/// <param name="All">Turns that it has committed since its start.</param>
/// <param name="ByRules">Those of them that had no model.</param>
internal sealed record TurnCounts(double All, double ByRules)
{
    private const string Counter = "customer_service_turns_total{";
    private const string WithoutModel = "degraded=\"understanding\"";

    public static async Task<TurnCounts> Of(Uri silo, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        var counts = (await http.GetStringAsync(new Uri(silo, "metrics"), cancellation)).Split('\n')
            .Where(l => l.StartsWith(Counter, StringComparison.Ordinal))
            .ToLookup(
                l => l.Contains(WithoutModel, StringComparison.Ordinal),
                l => double.Parse(l.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
        return new(counts.Sum(c => c.Sum()), counts[true].Sum());
    }
}
