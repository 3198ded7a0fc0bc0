using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.HttpShop;

internal static partial class Log
{
    [LoggerMessage(EventId = 4301, Level = LogLevel.Warning, Message = "The shop did not answer {Operation}: {Reason} (at {Place})")]
    public static partial void Unanswered(this ILogger logger, string operation, string reason, string place);
}
