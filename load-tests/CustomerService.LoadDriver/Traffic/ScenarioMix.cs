using System.Text.Json;

namespace CustomerService.LoadDriver.Traffic;

/// <summary>A conversation that shoppers hold.</summary>
/// <param name="Name">For the reader of the file.</param>
/// <param name="Weight">Its share of the conversations, beside the other weights.</param>
/// <param name="Steps">Messages in order, each in several wordings.</param>
internal sealed record Scenario(string Name, int Weight, IReadOnlyList<IReadOnlyList<string>> Steps);

/// <summary>Weighted scenarios.</summary>
internal sealed record ScenarioMix(IReadOnlyList<Scenario> Scenarios)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file; the one beside the program where none is named.</summary>
    public static ScenarioMix Load(string? file)
    {
        file ??= Path.Combine(AppContext.BaseDirectory, "mix.json");
        var mix = JsonSerializer.Deserialize<ScenarioMix>(File.ReadAllBytes(file), Json);
        return mix is { Scenarios.Count: > 0 } && mix.Scenarios.All(s => s.Weight > 0 && s.Steps.Count > 0 && s.Steps.All(w => w.Count > 0))
            ? mix
            : throw new InvalidDataException($"'{file}' must hold scenarios, each with a weight above 0 and at least one step of at least one wording.");
    }

    /// <summary>The scenario of a user: always the same, in the proportion of the weights over many users.</summary>
    public Scenario Of(long user)
    {
        // Neighbouring users fall far apart, so that every short stretch of traffic has the mix.
        var point = (long)((ulong)user * 2_654_435_761 % 1_000_003 % (ulong)Scenarios.Sum(s => s.Weight));
        foreach (var scenario in Scenarios)
        {
            point -= scenario.Weight;
            if (point < 0)
                return scenario;
        }
        return Scenarios[^1];
    }
}
