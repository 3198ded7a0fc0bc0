using CustomerService.Core.Dialogue;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace CustomerService.Core.Understanding;

/// <summary>
/// Asks a model that answers nobody no more: while it is away, turns go by keywords at once and not after their whole
/// budget, and one a second tries whether it is back.
/// </summary>
public sealed class ModelCircuit
{
    // A model that is only slow answers some. Twenty in five seconds are few enough for a quiet shop to notice within a
    // minute, and enough that three unlucky shoppers of one second do not take the model from all.
    private const double AllButFew = 0.95;
    private const int Enough = 20;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ResiliencePipeline _pipeline;

    /// <summary>Closed: the model is asked.</summary>
    public ModelCircuit(TimeProvider time, ILogger<ModelCircuit> logger) =>
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = AllButFew,
                MinimumThroughput = Enough,
                SamplingDuration = Sampling,
                BreakDuration = Pause,
                // A turn whose budget ends is a failure of the model too.
                ShouldHandle = static args => new(args.Outcome.Exception is not null),
                OnOpened = _ =>
                {
                    Log.ModelAway(logger);
                    return default;
                },
            })
            .Build();

    /// <summary>Asks; a <see cref="BrokenCircuitException"/> where the model was not asked.</summary>
    public ValueTask<T> Ask<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken budget) =>
        _pipeline.ExecuteAsync(static (ask, token) => ask(token), ask, budget);
}
