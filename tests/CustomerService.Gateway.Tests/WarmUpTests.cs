using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using CustomerService.Gateway.Tests.Support;
using CustomerService.Gateway.Warming;

namespace CustomerService.Gateway.Tests;

/// <summary>The way of a message before the first one.</summary>
public sealed class WarmUpTests
{
    private const string Done = "The way of a message is warm";

    [Fact]
    public async Task Start_ListeningWhenWarm_HasGoneTheWayAndStoredAndCountedNothing()
    {
        // The hosts of other tests count beside this one.
        var counted = new ConcurrentBag<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (i, l) =>
            {
                if (i.Name == "customer_service.gateway.messages")
                    l.EnableMeasurementEvents(i);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, _, _, _) => counted.Add(i.Meter.Scope));
        listener.Start();

        await using var host = await GatewayHost.Start(kestrel: true, more: b => b.Services.ListenWhenWarm());

        host.Inbox.IsWarm.ShouldBeTrue();
        host.Log.Lines.ShouldContain(l => l.Line.Contains(Done, StringComparison.Ordinal));
        host.Inbox.All.ShouldBeEmpty();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        counted.ShouldNotContain(meters);
        (await host.Say("u1", "m1", "在吗")).Number.ShouldBe(1);
        counted.ShouldContain(meters);
    }

    [Fact]
    public async Task Run_InboxAway_SaysSoAndTheServerStartsAllTheSame()
    {
        await using var host = await GatewayHost.Start();
        host.Inbox.Fault = new IOException("away");

        await host.Services.GetRequiredService<WarmUp>().Run(TestContext.Current.CancellationToken);

        host.Log.Lines.ShouldContain(l => l.Line.Contains("could not be gone before the first one", StringComparison.Ordinal));
        host.Inbox.Fault = null;
        using var response = await host.Post("/api/v1/messages", """{"user":"u1","messageId":"m1","text":"在吗"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }
}
