using System.Net;
using System.Net.Http.Json;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Traces;

public sealed class TraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Post_WithATraceParent_OneTraceFromRequestToDispatch()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var collector = await Collector.Start();
        await using var host = new ShopHost(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_BSP_SCHEDULE_DELAY=100");
        await host.InitializeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages")
        {
            Content = JsonContent.Create(new { user = "traced", messageId = "m1", text = "贝护奶粉1段有货吗？" }),
        };
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        (await host.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        string[] way = ["POST /api/v1/messages", "turn", "language read", "dispatch"];
        using var limit = new CancellationTokenSource(Patience);
        while (way.Except(collector.NamesOf(trace)).Any() && !limit.IsCancellationRequested)
            await Task.Delay(BetweenLooks, TimeProvider.System, TestContext.Current.CancellationToken);
        way.ShouldBeSubsetOf(collector.NamesOf(trace));
    }
}
