using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Sqlite;

/// <summary>Forgets finished inbox entries once an hour.</summary>
internal sealed class InboxCleaning(
    InboxRetention retention, IOptions<SqliteOptions> options, TimeProvider time, ILogger<InboxCleaning> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var forgotten = await retention.Cleanup(time.GetUtcNow() - options.Value.KeepFinished, stoppingToken);
                logger.InboxCleaned(forgotten);
            }
            catch (StorageUnavailableException e)
            {
                logger.InboxNotCleaned(e);
            }
        }
    }
}
