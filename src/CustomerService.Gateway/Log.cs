namespace CustomerService.Gateway;

/// <summary>What the gateway logs: ids 2000 to 2099, never a text, a user or a key.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Warning, Message = "The inbox did not take a message; the caller was asked to send it again.")]
    public static partial void AppendFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "A nudge did not reach its conversation; the pump will redeliver.")]
    public static partial void NudgeFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Debug, Message = "A subscription was not renewed; its events are polled for until it is.")]
    public static partial void SubscribeFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Debug, Message = "A subscription was not ended; it ends by itself.")]
    public static partial void UnsubscribeFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Debug, Message = "Events of a conversation could not be read; trying again in {Wait}.")]
    public static partial void EventsFailed(ILogger logger, Exception exception, TimeSpan wait);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Warning, Message = "A conversation did not answer a request.")]
    public static partial void GrainFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Warning, Message = "The language model did not answer a request.")]
    public static partial void UnderstandFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Debug, Message = "A chat socket was closed: {Reason}.")]
    public static partial void SocketClosed(ILogger logger, string reason);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Error, Message = "A request failed.")]
    public static partial void RequestFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2009, Level = LogLevel.Warning, Message = "The inbox could not be read.")]
    public static partial void InboxFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, Message = "Somebody whom the OpenID provider knows was refused at the console: {Reason}.")]
    public static partial void OidcRefused(ILogger logger, string reason);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "A login by the OpenID provider failed: {Failure}.")]
    public static partial void OidcFailed(ILogger logger, string failure);

    [LoggerMessage(EventId = 2020, Level = LogLevel.Warning, Message = "How far answers are behind could not be told; the last known delay stands.")]
    public static partial void BacklogUnknown(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2021, Level = LogLevel.Information, Message = "The way of a message is warm after {Milliseconds} ms.")]
    public static partial void Warm(ILogger logger, long milliseconds);

    [LoggerMessage(EventId = 2022, Level = LogLevel.Warning, Message = "The way of a message could not be gone before the first one; that will be slow.")]
    public static partial void NotWarm(ILogger logger, Exception exception);
}
