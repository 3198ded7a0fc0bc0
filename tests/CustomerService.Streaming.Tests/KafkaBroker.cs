using Confluent.Kafka;

namespace CustomerService.Streaming.Tests;

/// <summary>
/// librdkafka's mock of a cluster of three brokers, in this process, behind real sockets: partitions, groups of
/// consumers and committed offsets are real, what happens when a broker's disk or machine fails is not.
/// </summary>
public sealed class KafkaBroker : IDisposable
{
    private readonly IProducer<Null, Null> _cluster = new ProducerBuilder<Null, Null>(
        new ProducerConfig(new Dictionary<string, string>(StringComparer.Ordinal) { ["bootstrap.servers"] = "mock", ["test.mock.num.brokers"] = "3" })).Build();

    public string Servers
    {
        get
        {
            using var admin = new DependentAdminClientBuilder(_cluster.Handle).Build();
            return string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(20)).Brokers.Select(b => $"{b.Host}:{b.Port}"));
        }
    }

    public void Dispose() => _cluster.Dispose();
}
