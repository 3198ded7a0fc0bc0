namespace CustomerService.LoadDriver.Traffic;

/// <summary>A message to send now.</summary>
/// <param name="User">Number of the shopper, from 0.</param>
/// <param name="Name">The channel's id of the shopper.</param>
/// <param name="Id">The message's own id.</param>
/// <param name="Text">What is said.</param>
internal readonly record struct Outgoing(long User, string Name, string Id, string Text);

/// <summary>
/// Says who writes next and what. Shoppers whose next step is due go first, then the next one begins a visit, so the
/// rate is the caller's and the mix is the file's. Not thread-safe.
/// </summary>
/// <param name="mix">What they say.</param>
/// <param name="population">How many shoppers there are; after the last the first writes again.</param>
/// <param name="think">Between a shopper's steps.</param>
/// <param name="run">Part of every id, so that runs do not meet in one conversation.</param>
internal sealed class Shoppers(ScenarioMix mix, long population, TimeSpan think, string run)
{
    private readonly Queue<(TimeSpan Due, long Visit, int Scenario, int Step)> _waiting = new();
    private long _visits;
    private long _messages;

    /// <summary>The next message at a time since the start.</summary>
    public Outgoing Next(TimeSpan now)
    {
        var (visit, scenario, step) = _waiting.TryPeek(out var first) && first.Due <= now
            ? (_waiting.Dequeue().Visit, first.Scenario, first.Step)
            : (_visits++, 0, 0);
        var user = visit % population;
        var steps = mix.Of(user, scenario).Steps;
        if (step + 1 < steps.Count)
            _waiting.Enqueue((now + think, visit, scenario, step + 1));
        else if (scenario + 1 < mix.VisitOf(user))
            _waiting.Enqueue((now + think, visit, scenario + 1, 0));
        var wordings = steps[step];
        return new(user, $"load-{run}-{user}", $"{run}-{_messages++}", wordings[(int)((user + (visit / population)) % wordings.Count)]);
    }
}
