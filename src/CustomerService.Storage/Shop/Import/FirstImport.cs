using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Fills tenants that have no shop yet, before anything else of the host starts.</summary>
internal sealed class FirstImport(ShopImporter importer, IOptions<ShopOptions> options, ILogger<FirstImport> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in options.Value.ServedTenants)
        {
            if (await importer.HasShop(tenant, cancellationToken))
                continue;
            var folder = options.Value.FolderOf(tenant);
            var report = await importer.ImportFolder(tenant, folder, cancellationToken);
            foreach (var problem in report.Problems)
                logger.ImportProblem(tenant, problem);
            if (!report.Applied)
            {
                throw new WrongDatabaseException(
                    $"The shop '{tenant}' has no data, and '{folder}' gives none: {report.Problems[0]}. "
                    + "Mend the files there or set Shop:Folder to the folder of the shop.");
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
