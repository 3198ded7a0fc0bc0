using System.CommandLine;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.OpenModel;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.Commands;

/// <summary>The options of everything that puts an open load on a host.</summary>
internal sealed class LoadOptions
{
    public Option<double> Rate { get; } = new("--rate") { Description = "Messages a second; the first step of a search.", DefaultValueFactory = _ => 50 };

    public Option<int> Seconds { get; } = new("--seconds") { Description = "Load that is measured, a step.", DefaultValueFactory = _ => 30 };

    public Option<int> Warmup { get; } = new("--warmup") { Description = "Seconds of load before what is measured.", DefaultValueFactory = _ => 5 };

    public Option<long> Conversations { get; } = new("--conversations") { Description = "Shoppers that the messages are spread over.", DefaultValueFactory = _ => 1_000_000 };

    public Option<double> Think { get; } = new("--think") { Description = "Seconds between a shopper's steps.", DefaultValueFactory = _ => 4 };

    public Option<string?> Mix { get; } = new("--mix") { Description = "A file of weighted scenarios; the built-in mix where left out." };

    public Option<bool> Fleeting { get; } = new("--fleeting") { Description = "One scenario a visit: nearly every message wakes a new conversation." };

    public Option<Uri[]> Metrics { get; } = CommonOptions.Metrics();

    public Option<string> Observe { get; } = new("--observe")
    {
        Description = "Whose replies are watched: all, sample:N (one shopper in N) or none.",
        DefaultValueFactory = _ => "sample:10",
    };

    public void AddTo(Command command)
    {
        Observe.Validators.Add(result =>
        {
            if (Every(result.GetValueOrDefault<string>()) is null)
                result.AddError("--observe must be all, sample:N with N from 1, or none.");
        });
        Rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 100_000))
                result.AddError("--rate must lie above 0, up to 100000.");
        });
        foreach (var option in new Option[] { Rate, Seconds, Warmup, Conversations, Think, Mix, Fleeting, Metrics, Observe })
            command.Options.Add(option);
    }

    /// <summary>The processes whose counters are added to the host's.</summary>
    public OtherHosts Others(ParseResult parsed) => new(parsed.GetValue(Metrics)!);

    /// <summary>Makes the function that runs one load at a rate; the shoppers go on from run to run.</summary>
    public Func<double, Task<RunReport>> Runner(ParseResult parsed, HostClient host, OtherHosts others, CancellationToken cancellation)
    {
        var settings = new RunSettings(
            TimeSpan.FromSeconds(parsed.GetValue(Warmup)), TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            Every(parsed.GetValue(Observe)!)!.Value, TimeSpan.FromSeconds(30));
        var (mix, population) = (ReadMix(parsed), parsed.GetValue(Conversations));
        var think = TimeSpan.FromSeconds(parsed.GetValue(Think));
        var runs = 0;
        return rate => new ArrivalRun(host, others.All, new Shoppers(mix, population, think, $"{RunName.Next()}-{runs++}"), settings, TimeProvider.System)
            .Run(rate, cancellation);
    }

    /// <summary>What the shoppers say.</summary>
    public ScenarioMix ReadMix(ParseResult parsed) => ScenarioMix.Load(parsed.GetValue(Mix)) is var mix && parsed.GetValue(Fleeting) ? mix.Fleeting() : mix;

    private static int? Every(string? observe) => observe switch
    {
        "all" => 1,
        "none" => 0,
        _ when observe?.StartsWith("sample:", StringComparison.Ordinal) == true && int.TryParse(observe[7..], out var n) && n > 0 => n,
        _ => null,
    };
}

/// <summary>Names that no earlier run on the same data folder had.</summary>
internal static class RunName
{
    public static string Next() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString("x");
}
