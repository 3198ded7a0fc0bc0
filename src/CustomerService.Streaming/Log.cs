using Microsoft.Extensions.Logging;

namespace CustomerService.Streaming;

internal static partial class Log
{
    [LoggerMessage(7011, LogLevel.Warning, "A conversation could not be reached for too long; its entry is left to the inbox pump.")]
    public static partial void LeftToThePump(ILogger logger, Exception exception);

    [LoggerMessage(7012, LogLevel.Warning, "The broker cannot be read now; the inbox pump delivers meanwhile.")]
    public static partial void BrokerFailed(ILogger logger, Exception exception);

    [LoggerMessage(7013, LogLevel.Error, "Partition {Partition}, offset {Offset} of the topic holds no inbox entry and is passed over.")]
    public static partial void NoEntry(ILogger logger, int partition, long offset);

    [LoggerMessage(EventId = 7014, Message = "Kafka client, {Facility}: {Message}")]
    public static partial void Client(ILogger logger, LogLevel level, string facility, string message);
}
