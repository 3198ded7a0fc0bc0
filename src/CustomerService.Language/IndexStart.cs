using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Indexes the tenants named in the settings, once their sources run; failures are tried again at use.</summary>
internal sealed class IndexStart(
    ProductTypes types, KnowledgeIndex knowledge, IOptions<LanguageOptions> options, ILogger<IndexStart> logger)
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
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
