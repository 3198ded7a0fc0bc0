using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Whether the indexes that are made at start are made, or given up until their first use.</summary>
public sealed class IndexReadiness
{
    /// <summary>Becomes true once.</summary>
    public bool IsDone { get; internal set; }
}

/// <summary>Indexes the tenants named in the settings, once their sources run; failures are tried again at use.</summary>
internal sealed class IndexStart(
    ProductTypes types, KnowledgeIndex knowledge, IndexReadiness readiness, IOptions<LanguageOptions> options,
    ILogger<IndexStart> logger)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in options.Value.Tenants)
        {
            await types.Prepare(tenant, cancellationToken);
            try
            {
                await knowledge.Prepare(tenant, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.NotPrepared(tenant);
            }
        }
        readiness.IsDone = true;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
