using System.ComponentModel.DataAnnotations;

namespace CustomerService.Streaming;

/// <summary>
/// A broker between gateways and silos; the section <c>Stream</c>. Without one the gateways call the grains. Entries
/// stand in the inbox before they go to the broker, so a broker that is away costs latency and no message.
/// </summary>
public sealed class StreamOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Stream";

    /// <summary>
    /// Servers of the Kafka protocol as <c>host:port</c>, separated by commas; empty for none. Event Hubs speaks it too:
    /// <c>NAMESPACE.servicebus.windows.net:9093</c>, with <see cref="Client"/> set as docs/operations.md says.
    /// </summary>
    public string Servers { get; set; } = "";

    /// <summary>Partitioned by conversation; the operator creates it. More partitions than silos spread the load evenly.</summary>
    /// <value>The default value is <c>customer-service-inbox</c>.</value>
    public string Topic { get; set; } = "customer-service-inbox";

    /// <summary>The silos' group of consumers: a partition is read by one of them.</summary>
    /// <value>The default value is <c>customer-service-silos</c>.</value>
    public string Group { get; set; } = "customer-service-silos";

    /// <summary>Entries of one partition that are under way at once; a partition that has so many is not read on.</summary>
    /// <value>The default value is 256: some 30 KB, and a second of one partition's work.</value>
    [Range(1, 10_000)]
    public int MaxInFlight { get; set; } = 256;

    /// <summary>An entry whose conversation cannot be reached for this long is left to the inbox pump.</summary>
    /// <value>The default value is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LeaveAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Any other property of the client by its own name, such as <c>security.protocol</c>.</summary>
    public IDictionary<string, string> Client { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Name of an Orleans stream provider that the host configured, in place of servers; empty for none.</summary>
    public string Provider { get; set; } = "";
}
