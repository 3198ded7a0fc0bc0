using Microsoft.Extensions.Logging;

namespace CustomerService.Grains;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error, "The work of a conversation failed; its entries stay in the inbox and are delivered again.")]
    public static partial void WorkFailed(ILogger logger, Exception exception);

    [LoggerMessage(3001, LogLevel.Error, "A turn could not be decided; the shopper gets an apology.")]
    public static partial void TurnFailed(ILogger logger, Exception exception);

    [LoggerMessage(3002, LogLevel.Warning, "The inbox could not be searched for unfinished entries; it is tried again.")]
    public static partial void PumpFailed(ILogger logger, Exception exception);

    [LoggerMessage(3003, LogLevel.Error, "{Count} inbox entries were delivered in vain too often and are dead letters now; look at them, then retry or drop them.")]
    public static partial void EntriesDied(ILogger logger, int count);

    [LoggerMessage(3004, LogLevel.Information, "This process redelivers {Count} more partitions of the inbox.")]
    public static partial void PartitionsTaken(ILogger logger, int count);

    [LoggerMessage(3005, LogLevel.Warning, "The partitions of the inbox could not be given back; the others get them when the lease ends.")]
    public static partial void ReleaseFailed(ILogger logger, Exception exception);

    [LoggerMessage(3010, LogLevel.Information, "Loaded {Flows} flows from {Folder}.")]
    public static partial void FlowsLoaded(ILogger logger, int flows, string folder);

    [LoggerMessage(3011, LogLevel.Error, "Changed flow files are not used, the ones before stay in force: {Problems}")]
    public static partial void FlowsRefused(ILogger logger, string problems);

    [LoggerMessage(3020, LogLevel.Warning, "What a desk committed could not be delivered, or its time not be kept; the next beat tries again.")]
    public static partial void DeskFailed(ILogger logger, Exception exception);

    [LoggerMessage(3030, LogLevel.Warning, "The orders of a member could not be read; tags that rest on them are left out.")]
    public static partial void OrdersUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(3040, LogLevel.Warning, "The outbox of webhooks could not be read or written; what is in it is sent later.")]
    public static partial void WebhooksUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(3041, LogLevel.Error, "The endpoint {Endpoint} answered 410 (Gone) and gets nothing more, until an operator enables it or its address changes.")]
    public static partial void WebhookGone(ILogger logger, string endpoint);

    [LoggerMessage(3042, LogLevel.Error, "A delivery to the endpoint {Endpoint} was given up after {Attempts} attempts ({Failure}); look at it, then retry or drop it.")]
    public static partial void WebhookDied(ILogger logger, string endpoint, int attempts, string failure);
}
