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

    private readonly Channel<ModelStep> _steps =
        Channel.CreateBounded<ModelStep>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly IModelRecord? _record;
    private readonly ILogger<ModelRecorder> _logger;
    private readonly ResiliencePipeline _patience;

    /// <param name="time">Waits between two tries.</param>
    /// <param name="logger">Told of what is not written yet.</param>
    /// <param name="record">Null where a process has its model for itself.</param>
    public ModelRecorder(TimeProvider time, ILogger<ModelRecorder> logger, IModelRecord? record = null)
    {
        (_logger, _record) = (logger, record);
        _patience = new ResiliencePipelineBuilder { TimeProvider = time }
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
    public void Tell(ModelStep step) => _steps.Writer.TryWrite(step);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_record is null)
            return;
        await foreach (var told in _steps.Reader.ReadAllAsync(stoppingToken))
        {
            var step = told;
            await _patience.ExecuteAsync(Write, stoppingToken);
            if (step.IsInUse)
                _logger.ModelRecorded(step.Model.Id);

            async ValueTask Write(CancellationToken token)
            {
                if (_steps.Reader.TryRead(out var later))
                    step = later;
                await _record.Write(step, token);
            }
        }
    }

    private ValueTask NotYet(OnRetryArguments<object> retry)
    {
        // Once: how long it lasts the next line says.
        if (retry.AttemptNumber == 0)
            _logger.ModelNotRecorded(retry.Outcome.Exception!);
        return default;
    }
}
