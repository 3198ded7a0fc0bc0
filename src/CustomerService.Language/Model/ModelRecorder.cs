using System.Threading.Channels;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace CustomerService.Language.Model;

/// <summary>
/// Has the steps of an exchange written into the cluster's record, beside it: what cannot be written now is tried until it
/// is, or until the next step takes its place, and holds no exchange up.
/// </summary>
internal sealed class ModelRecorder : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // A database is mostly away for as long as it takes to start another; a silo cannot start meanwhile either.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly Channel<ModelStep> steps =
        Channel.CreateBounded<ModelStep>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly IModelRecord? record;
    private readonly ILogger<ModelRecorder> logger;
    private readonly ResiliencePipeline patience;

    /// <param name="time">Waits between two tries.</param>
    /// <param name="logger">Told of what is not written yet.</param>
    /// <param name="record">Null where a process has its model for itself.</param>
    public ModelRecorder(TimeProvider time, ILogger<ModelRecorder> logger, IModelRecord? record = null)
    {
        (this.logger, this.record) = (logger, record);
        patience = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = Shortest,
                MaxDelay = Longest,
                OnRetry = NotYet,
            })
            .Build();
    }

    /// <summary>Has a step written; returns at once.</summary>
    public void Tell(ModelStep step) => steps.Writer.TryWrite(step);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (record is null)
            return;
        await foreach (var told in steps.Reader.ReadAllAsync(stoppingToken))
        {
            var step = told;
            await patience.ExecuteAsync(Write, stoppingToken);
            if (step.IsInUse)
                logger.ModelRecorded(step.Model.Id);

            async ValueTask Write(CancellationToken token)
            {
                if (steps.Reader.TryRead(out var later))
                    step = later;
                await record.Write(step, token);
            }
        }
    }

    private ValueTask NotYet(OnRetryArguments<object> retry)
    {
        // Once: how long it lasts the next line says.
        if (retry.AttemptNumber == 0)
            logger.ModelNotRecorded(retry.Outcome.Exception!);
        return default;
    }
}
