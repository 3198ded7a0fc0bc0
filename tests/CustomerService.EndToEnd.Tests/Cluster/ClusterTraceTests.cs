using System.Net;
using System.Net.Http.Json;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>A gateway, a silo of conversations and a silo of the language model, each a process: one trace goes through all.</summary>
[Collection<ModelApart>]
public sealed class ClusterTraceTests(ModelApartCluster running)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4737";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Post_WithATraceParent_OneTraceThroughThreeProcesses()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var collector = running.Collector;
        using var http = running.Host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages")
        {
            Content = JsonContent.Create(new { user = "traced", messageId = "m1", text = "贝护奶粉1段有货吗？" }),
        };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        (await http.SendAsync(request, cancellation)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        string[] way = ["POST /api/v1/messages", "turn", "language read", "dispatch"];
        using var limit = new CancellationTokenSource(Patience);
        while (way.Except(collector.NamesOf(Trace)).Any() && !limit.IsCancellationRequested)
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        way.ShouldBeSubsetOf(collector.NamesOf(Trace));
        var (gateway, conversation, model) = (
            collector.ProcessOf(Trace, way[0]), collector.ProcessOf(Trace, way[1]), collector.ProcessOf(Trace, way[2]));
        gateway.ShouldStartWith("CustomerService.Gateway.Host ");
        conversation.ShouldStartWith("CustomerService.Silo.Host ");
        model.ShouldStartWith("CustomerService.Silo.Host ");
        model.ShouldNotBe(conversation);
        collector.ProcessOf(Trace, way[3]).ShouldBe(conversation);
    }
}
