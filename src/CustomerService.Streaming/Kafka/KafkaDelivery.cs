using System.Collections.Concurrent;
using Confluent.Kafka;
using CustomerService.Core.Waiting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Streaming.Kafka;

/// <summary>
/// Reads the topic and brings its entries to their conversations, many at once: a conversation keeps its order itself.
/// An offset is committed only when it and all before it are done, so what was under way in a silo that dies is read
/// again by another; an entry brought twice changes nothing.
/// </summary>
internal sealed class KafkaDelivery(
    EntryDelivery delivery, IOptions<StreamOptions> options, IHostApplicationLifetime host, ILogger<KafkaDelivery> logger)
    : BackgroundService
{
    // How long a done offset may wait to be noted while nothing arrives.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<(TopicPartition Partition, OffsetWindow Window, long Offset)> _done = new();
    private readonly Dictionary<TopicPartition, OffsetWindow> _windows = [];
    private readonly HashSet<TopicPartition> _paused = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Background services start side by side with the silo, which can be asked for no grain until it is up.
        await host.ApplicationStarted.Happened(stoppingToken);
        // The client blocks while it waits, so it has a thread of its own.
        await Task.Factory.StartNew(
            () => Read(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Read(CancellationToken stopping)
    {
        using var consumer = Consumer();
        consumer.Subscribe(options.Value.Topic);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(Poll) is { Message: not null } message)
                    Take(consumer, message, stopping);
                Note(consumer);
            }
            catch (KafkaException e)
            {
                // The client itself goes on trying; the pump delivers meanwhile.
                Log.BrokerFailed(logger, e);
                stopping.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            }
        }
        Note(consumer);
        consumer.Close();
    }

    private IConsumer<string, byte[]> Consumer() =>
        new ConsumerBuilder<string, byte[]>(ClientSettings.Of(
            options.Value,
            ("group.id", options.Value.Group),
            ("auto.offset.reset", "earliest"),
            // Offsets are noted here when they are done, and committed by the client now and then.
            ("enable.auto.offset.store", "false"),
            ("enable.auto.commit", "true"),
            ("auto.commit.interval.ms", "500"),
            // A silo that dies gives its partitions up after this; meanwhile the pump delivers.
            ("session.timeout.ms", "10000"),
            ("partition.assignment.strategy", "cooperative-sticky")))
        .SetLogHandler((_, message) => ClientSettings.Log(logger, message))
        .SetPartitionsRevokedHandler((_, gone) => Forget(gone.Select(p => p.TopicPartition)))
        .SetPartitionsLostHandler((_, gone) => Forget(gone.Select(p => p.TopicPartition)))
        .Build();

    private void Take(IConsumer<string, byte[]> consumer, ConsumeResult<string, byte[]> message, CancellationToken stopping)
    {
        var partition = message.TopicPartition;
        if (!_windows.TryGetValue(partition, out var window))
            _windows[partition] = window = new OffsetWindow();
        window.Open(message.Offset);
        _ = Bring(message, partition, window, stopping);
        if (window.Count >= options.Value.MaxInFlight && _paused.Add(partition))
            consumer.Pause([partition]);
    }

    private async Task Bring(
        ConsumeResult<string, byte[]> message, TopicPartition partition, OffsetWindow window, CancellationToken stopping)
    {
        try
        {
            if (EntryJson.Read(message.Message.Value) is { } entry)
                await delivery.Bring(entry, stopping);
            else
                Log.NoEntry(logger, partition.Partition.Value, message.Offset.Value);
            _done.Enqueue((partition, window, message.Offset));
        }
        catch (OperationCanceledException)
        {
            // Stopping: read again by whoever gets the partition.
        }
    }

    private void Note(IConsumer<string, byte[]> consumer)
    {
        while (_done.TryDequeue(out var done))
        {
            // A partition that was taken away and given back has another window; what the old one says is no longer ours.
            if (!_windows.TryGetValue(done.Partition, out var window) || !ReferenceEquals(window, done.Window))
                continue;
            if (window.Close(done.Offset) is { } begin)
                consumer.StoreOffset(new TopicPartitionOffset(done.Partition, begin));
            if (window.Count <= options.Value.MaxInFlight / 2 && _paused.Remove(done.Partition))
                consumer.Resume([done.Partition]);
        }
    }

    private void Forget(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _windows.Remove(partition);
            _paused.Remove(partition);
        }
    }
}
