namespace CustomerService.Hosting;

/// <summary>What hosts log: ids 6000 to 6099.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 6000, Level = LogLevel.Information, Message = "No silo answers yet; messages are taken and wait in the inbox.")]
    public static partial void NoSiloYet(ILogger logger);

    [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "Stopping: unready for {Delay}, then handing over.")]
    public static partial void Draining(ILogger logger, TimeSpan delay);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, Message = "The cluster's language model is {Model} from now on.")]
    public static partial void ModelRecorded(ILogger logger, string model);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Warning, Message = "Nothing listens at {Silo} any more: it is ended.")]
    public static partial void Refused(ILogger logger, SiloAddress silo);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Warning, Message = "{Silo} could not be ended; the probes do it.")]
    public static partial void RefusedNotEnded(ILogger logger, SiloAddress silo, Exception exception);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Information, Message = "The members of the cluster have changed; subscriptions are renewed.")]
    public static partial void MembersChanged(ILogger logger);

    [LoggerMessage(EventId = 6006, Level = LogLevel.Warning, Message = "The table of members could not be read; it is tried again.")]
    public static partial void MembersUnknown(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 6007, Level = LogLevel.Information, Message = "An operator drains this process: it leaves the cluster and stays up until it is stopped.")]
    public static partial void DrainAsked(ILogger logger);

    [LoggerMessage(EventId = 6008, Level = LogLevel.Information, Message = "Stopped before it had started.")]
    public static partial void StoppedBeforeStarted(ILogger logger);

    [LoggerMessage(EventId = 6009, Level = LogLevel.Debug, Message = "What was told to stop before it had started did not all like it.")]
    public static partial void NotStopped(ILogger logger, Exception exception);
}
