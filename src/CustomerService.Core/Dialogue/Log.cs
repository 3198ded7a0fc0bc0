using Microsoft.Extensions.Logging;

namespace CustomerService.Core.Dialogue;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Warning, "The fact {Kind} failed or missed the turn's budget; the answer says so.")]
    public static partial void FactUnavailable(ILogger logger, string kind, Exception exception);

    [LoggerMessage(1001, LogLevel.Warning, "The model failed or missed the turn's budget; the turn goes by keywords.")]
    public static partial void ModelUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "The model answers nobody: turns go by keywords, and one a second tries whether it is back.")]
    public static partial void ModelAway(ILogger logger);
}
