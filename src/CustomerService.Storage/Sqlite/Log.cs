using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Sqlite;

internal static partial class Log
{
    [LoggerMessage(EventId = 4101, Level = LogLevel.Error,
        Message = "A batch of {Count} writes failed; the writer opens the database anew")]
    public static partial void BatchFailed(this ILogger logger, Exception exception, int count);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Information, Message = "Opened the database {File}")]
    public static partial void Opened(this ILogger logger, string file);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Information, Message = "Forgot {Count} finished inbox entries")]
    public static partial void InboxCleaned(this ILogger logger, long count);

    [LoggerMessage(EventId = 4104, Level = LogLevel.Warning, Message = "Finished inbox entries could not be forgotten; the next hour tries again")]
    public static partial void InboxNotCleaned(this ILogger logger, Exception exception);
}
