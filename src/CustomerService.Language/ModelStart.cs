using CustomerService.Language.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Loads, checks and warms the model before anything else starts: a wrong model stops the host.</summary>
internal sealed class ModelStart(
    IServiceProvider services, IOptions<LanguageOptions> options, TimeProvider time, ILogger<ModelStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var version = services.GetRequiredService<ModelSlot>().Current;
        await version.Warm(cancellationToken);
        var (batches, took) = (Providers.BatchesAtOnce(options.Value), time.GetElapsedTime(started));
        if (options.Value is { Provider: Providers.Cuda, Precision: "" })
            logger.WholeNumbersOnGpu(version.Facts.Id);
        logger.ModelReady(version.Facts.Id, options.Value.Provider, batches, options.Value.Threads, (long)took.TotalMilliseconds);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
