using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Postgres;

internal static partial class Log
{
    [LoggerMessage(EventId = 4301, Level = LogLevel.Information, Message = "Migrated the database by {File}")]
    public static partial void Migrated(this ILogger logger, string file);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Information, Message = "Forgot {Count} finished inbox entries")]
    public static partial void InboxCleaned(this ILogger logger, long count);

    [LoggerMessage(EventId = 4303, Level = LogLevel.Warning, Message = "Finished inbox entries could not be forgotten; the next hour tries again")]
    public static partial void InboxNotCleaned(this ILogger logger, Exception exception);

    [LoggerMessage(4304, LogLevel.Warning, "Vectors of an index could not be read or kept; the model makes them again.")]
    public static partial void ShelfUnavailable(this ILogger logger, Exception exception);
}
