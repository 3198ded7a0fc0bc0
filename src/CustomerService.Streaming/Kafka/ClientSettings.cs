using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace CustomerService.Streaming.Kafka;

/// <summary>What producer and consumer have in common.</summary>
internal static class ClientSettings
{
    /// <summary>The client's properties: those given, then the operator's own, which win.</summary>
    public static Dictionary<string, string> Of(StreamOptions options, params (string Key, string Value)[] ours)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["bootstrap.servers"] = options.Servers };
        foreach (var (key, value) in ours)
            settings[key] = value;
        foreach (var (key, value) in options.Client)
            settings[key] = value;
        return settings;
    }

    /// <summary>The client tells of connections and rebalances; of messages it tells nothing.</summary>
    public static void Log(ILogger logger, LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        Streaming.Log.Client(logger, level, message.Facility, message.Message);
    }
}
