using CustomerService.Core.Waiting;
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

/// <summary>
/// Indexes the tenants named in the settings once the host runs, beside it: a host that is told to stop meanwhile stops
/// in order. Failures are tried again at use.
/// </summary>
internal sealed class IndexStart(
    ProductTypes types, KnowledgeIndex knowledge, IndexReadiness readiness, IHostApplicationLifetime host,
    IOptions<LanguageOptions> options, ILogger<IndexStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A silo without a model asks another for vectors, and can be asked for no grain until it is up.
        await host.ApplicationStarted.Happened(stoppingToken);
        foreach (var tenant in options.Value.Tenants)
        {
            try
            {
                await types.Prepare(tenant, stoppingToken);
                await knowledge.Prepare(tenant, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.NotPrepared(tenant);
            }
        }
        readiness.IsDone = true;
    }
}
