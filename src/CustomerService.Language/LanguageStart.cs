using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Loads, checks and warms the model before anything else starts: a wrong model stops the host.</summary>
internal sealed class LanguageStart(
    IServiceProvider services, IOptions<LanguageOptions> options, TimeProvider time, ILogger<LanguageStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var version = services.GetRequiredService<ModelSlot>().Current;
        await version.Warm(cancellationToken);
        var (threads, took) = (Providers.ThreadsOf(options.Value), time.GetElapsedTime(started));
        logger.ModelReady(version.Manifest.Id, options.Value.Provider, threads, (long)took.TotalMilliseconds);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Indexes the tenants named in the settings, now that their sources run; failures are tried again at use.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in options.Value.Tenants)
        {
            await services.GetRequiredService<ProductTypes>().Prepare(tenant, cancellationToken);
            try
            {
                await services.GetRequiredService<KnowledgeIndex>().Prepare(tenant, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.NotPrepared(tenant);
            }
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
