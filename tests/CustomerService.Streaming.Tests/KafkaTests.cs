using System.Collections.Concurrent;
using Confluent.Kafka;
using CustomerService.Core.Conversations;
using CustomerService.Streaming.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static CustomerService.Streaming.Tests.Entries;

namespace CustomerService.Streaming.Tests;

public sealed class KafkaTests(KafkaBroker broker) : IClassFixture<KafkaBroker>, IDisposable
{
    private readonly string _topic = $"inbox-{Guid.NewGuid():N}";
    private readonly Heard _heard = new();
    private KafkaNudge? _nudge;

    [Fact]
    public async Task Tell_ManyConversations_EachEntryIsBroughtWhole()
    {
        using var silo = await Silo();
        await Tell(Enumerable.Range(0, 200).Select(i => Entry(i % 20, 1 + (i / 20))));
        var heard = await _heard.Next(200);
        heard.Select(e => (e.Conversation, e.Number)).Distinct().Count().ShouldBe(200);
        var expected = Entry(3, 4);
        var entry = heard.Single(e => e.Conversation == expected.Conversation && e.Number == 4);
        EntryJson.Write(entry).ShouldBe(EntryJson.Write(expected));
        foreach (var conversation in heard.GroupBy(e => e.Conversation))
            conversation.Select(e => e.Number).ShouldBe(conversation.Select(e => e.Number).Order(), "a partition keeps the order");
    }

    [Fact]
    public async Task Stop_SomeUnderWay_TheNextSiloBringsThemAgainAndNoneThatWasDone()
    {
        var held = new TaskCompletionSource();
        _heard.Behaviour = e => e.Number == 2 ? held.Task : Task.CompletedTask;
        using (var silo = await Silo())
        {
            // One conversation, so one partition.
            await Tell([Entry(1, 1), Entry(1, 2), Entry(1, 3)]);
            await _heard.Next(3);
            await silo.StopAsync(TestContext.Current.CancellationToken);
        }
        _heard.Behaviour = _ => Task.CompletedTask;
        using (var next = await Silo())
        {
            (await _heard.Next(2)).Select(e => e.Number).ShouldBe([2, 3], "the first was done, and what lies behind an open one is read again");
            await next.StopAsync(TestContext.Current.CancellationToken);
        }
        using var last = await Silo();
        await Tell([Entry(1, 4)]);
        (await _heard.Next(1))[0].Number.ShouldBe(4, "all before it was done");
        _heard.IsSilent.ShouldBeTrue();
    }

    [Fact]
    public async Task Bring_ConversationFails_IsTriedAgain()
    {
        var failures = 3;
        _heard.Behaviour = _ => Interlocked.Decrement(ref failures) >= 0 ? throw new InvalidOperationException("silo away") : Task.CompletedTask;
        using var silo = await Silo();
        await Tell([Entry(1, 1)]);
        (await _heard.Next(4)).ShouldAllBe(e => e.Number == 1);
    }

    [Fact]
    public async Task Bring_ConversationNeverReached_IsLeftAndOthersGoOn()
    {
        var tried = new ConcurrentBag<long>();
        _heard.Behaviour = e =>
        {
            tried.Add(e.Number);
            return e.Number == 1 ? throw new InvalidOperationException("poison") : Task.CompletedTask;
        };
        using (var silo = await Silo(("Stream:LeaveAfter", "00:00:01")))
        {
            await Tell([Entry(1, 1), Entry(1, 2)]);
            // Tried until the next wait would pass the limit: at once, after 0.1, 0.3 and 0.7 seconds.
            await _heard.Next(5);
            await silo.StopAsync(TestContext.Current.CancellationToken);
        }
        tried.Count(n => n == 1).ShouldBe(4);
        using var next = await Silo();
        await Tell([Entry(1, 3)]);
        (await _heard.Next(1))[0].Number.ShouldBe(3, "the one that was left is not read again");
    }

    [Fact]
    public async Task Read_NoEntry_IsPassedOver()
    {
        using var silo = await Silo();
        using (var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = broker.Servers }).Build())
        {
            foreach (var rubbish in new[] { "", "{", "null", "{}", """{"conversation":"../x","number":1}""", """{"conversation":"t.web.s1","number":-1}""" })
                await producer.ProduceAsync(_topic, new() { Key = "t.web.s1", Value = System.Text.Encoding.UTF8.GetBytes(rubbish) }, TestContext.Current.CancellationToken);
        }
        await Tell([Entry(1, 1)]);
        (await _heard.Next(1))[0].Number.ShouldBe(1);
    }

    [Fact]
    public async Task Read_TooManyUnderWay_WaitsForRoom()
    {
        var held = new TaskCompletionSource();
        _heard.Behaviour = _ => held.Task;
        using var silo = await Silo(("Stream:MaxInFlight", "5"));
        await Tell(Enumerable.Range(1, 40).Select(i => Entry(1, i)));
        await _heard.Next(5);
        // What the client had fetched before the pause may still come; it gives back none after it.
        _heard.IsSilent.ShouldBeTrue();
        held.SetResult();
        (await _heard.Next(35)).Select(e => e.Number).ShouldBe(Enumerable.Range(6, 35).Select(i => (long)i));
    }

    [Fact]
    public async Task TwoSilos_ShareThePartitions_EachEntryIsBroughtOnceAtRest()
    {
        using var one = await Silo();
        await Tell([Entry(1, 1)]);
        await _heard.Next(1);
        using var two = await Silo();
        await Tell(Enumerable.Range(0, 100).Select(i => Entry(i, 2)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Count < 100)
            seen.Add((await _heard.Next(1))[0].Conversation);
    }

    public void Dispose() => _nudge?.Dispose();

    private Task Tell(IEnumerable<Contracts.Conversations.InboxEntry> entries)
    {
        _nudge ??= new KafkaNudge(
            Options.Create(new StreamOptions { Servers = broker.Servers, Topic = _topic }), NullLogger<KafkaNudge>.Instance);
        // In their order: what is sent first stands first on its partition.
        return Task.WhenAll(entries.Select(((INudge)_nudge).Tell));
    }

    private async Task<IHost> Silo(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        (string Key, string Value)[] own =
        [
            ("Stream:Servers", broker.Servers), ("Stream:Topic", _topic), ("Stream:Group", _topic),
            // The mock lets a member that left time out before the next one gets its partitions.
            ("Stream:Client:session.timeout.ms", "6000"), ("Stream:Client:heartbeat.interval.ms", "500"),
        ];
        foreach (var (key, value) in own.Concat(settings))
            builder.Configuration[key] = value;
        builder.Services.AddSingleton(_heard.Grains);
        builder.Services.AddStreamDelivery(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
