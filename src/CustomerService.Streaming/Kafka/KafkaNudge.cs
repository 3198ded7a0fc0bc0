using Confluent.Kafka;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Streaming.Kafka;

/// <summary>Puts entries on the topic; a conversation's are all on one partition.</summary>
internal sealed class KafkaNudge : INudge, IDisposable
{
    private readonly string _topic;
    private readonly IProducer<string, byte[]> _producer;

    public KafkaNudge(IOptions<StreamOptions> options, ILogger<KafkaNudge> logger)
    {
        _topic = options.Value.Topic;
        _producer = new ProducerBuilder<string, byte[]>(ClientSettings.Of(
                options.Value,
                ("acks", "all"),
                ("enable.idempotence", "true"),
                // What gathers within these milliseconds goes out as one request: no shopper notices, the broker does.
                ("linger.ms", "2"),
                // Later the pump has delivered the entry anyway.
                ("message.timeout.ms", "10000")))
            .SetLogHandler((_, message) => ClientSettings.Log(logger, message)).Build();
    }

    public Task Tell(InboxEntry entry) =>
        _producer.ProduceAsync(_topic, new Message<string, byte[]> { Key = entry.Conversation, Value = EntryJson.Write(entry) });

    public void Dispose()
    {
        // What is not out by then the pump delivers.
        _producer.Flush(TimeSpan.FromSeconds(2));
        _producer.Dispose();
    }
}
