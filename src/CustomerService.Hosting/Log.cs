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
}
