using System.Text.Json;

namespace CustomerService.LoadDriver.Traffic;

/// <summary>A conversation that shoppers hold.</summary>
/// <param name="Name">For the reader of the file.</param>
/// <param name="Weight">Its share of the conversations, beside the other weights.</param>
/// <param name="Steps">Messages in order, each in several wordings.</param>
internal sealed record Scenario(string Name, int Weight, IReadOnlyList<IReadOnlyList<string>> Steps);

/// <summary>Weighted scenarios, and how many of them a shopper goes through in one visit.</summary>
/// <param name="Scenarios">What shoppers come for.</param>
/// <param name="Visits">Numbers of scenarios a visit, each as frequent as it stands here.</param>
internal sealed record ScenarioMix(IReadOnlyList<Scenario> Scenarios, IReadOnlyList<int> Visits)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file; the one beside the program where none is named.</summary>
    public static ScenarioMix Load(string? file)
    {
        file ??= Path.Combine(AppContext.BaseDirectory, "mix.json");
        var mix = JsonSerializer.Deserialize<ScenarioMix>(File.ReadAllBytes(file), Json);
        if (mix is not { Scenarios.Count: > 0 } || !mix.Scenarios.All(s => s.Weight > 0 && s.Steps.Count > 0 && s.Steps.All(w => w.Count > 0)))
            throw new InvalidDataException($"'{file}' must hold scenarios, each with a weight above 0 and at least one step of at least one wording.");
        return mix is { Visits: { Count: > 0 } visits } && visits.All(v => v > 0)
            ? mix
            : throw new InvalidDataException($"'{file}' must hold visits, a list of numbers of scenarios above 0, such as [1].");
    }

    /// <summary>The same scenarios, one a visit: every message but second steps is a new shopper's.</summary>
    public ScenarioMix Fleeting() => this with { Visits = [1] };

    /// <summary>How many scenarios the visit of a user has.</summary>
    public int VisitOf(long user) => Visits[(int)((ulong)user % (ulong)Visits.Count)];

    /// <summary>A scenario of a user's visit: always the same, in the proportion of the weights over many users.</summary>
    public Scenario Of(long user, int ofVisit)
    {
        // Neighbouring users fall far apart, so that every short stretch of traffic has the mix.
        var point = (long)((((ulong)user * 2_654_435_761) + ((ulong)ofVisit * 40_503)) % 1_000_003 % (ulong)Scenarios.Sum(s => s.Weight));
        foreach (var scenario in Scenarios)
        {
            point -= scenario.Weight;
            if (point < 0)
                return scenario;
        }
        return Scenarios[^1];
    }
}
