using System.Text;
using CustomerService.Core.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Telemetry;

namespace CustomerService.Gateway.Warming;

/// <summary>
/// Goes the way of a message before the first one comes: what a process does for the first time has to be compiled,
/// connected and prepared, and that would be the wait of the shoppers who come first. Nothing is stored or counted.
/// </summary>
internal sealed class WarmUp(
    IServiceProvider services, IInbox inbox, Senders senders, ConversationFeed feed, InboxDelay delay, IOptions<GatewayOptions> options,
    TimeProvider time, ILogger<WarmUp> log)
{
    // The first goes it, the second finds what the first one left to its successors.
    private const int Rounds = 2;

    /// <summary>The application's pipeline, from routing on; known when the server starts.</summary>
    public RequestDelegate? Pipeline { get; set; }

    /// <summary>Goes it; a failure is logged, and the first messages are slow then.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var connected = inbox.Warm(cancellationToken).AsTask();
            await Route(cancellationToken);
            await Accept();
            await connected;
            var took = (long)time.GetElapsedTime(started).TotalMilliseconds;
            Log.Warm(log, took);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotWarm(log, exception);
        }
    }

    /// <summary>Builds the table of routes and their handlers, by a look at the health.</summary>
    private async Task Route(CancellationToken cancellationToken)
    {
        if (Pipeline is null)
            return;
        await using var scope = services.CreateAsyncScope();
        var http = Request(scope.ServiceProvider, HttpMethods.Get, "/health/live", []);
        http.RequestAborted = cancellationToken;
        await Pipeline(http);
    }

    /// <summary>Has messages accepted by the very code that will, with an inbox that leads nowhere.</summary>
    private async Task Accept()
    {
        using var nowhere = new Nowhere();
        using var rates = new UserRates(options);
        var intake = new MessageIntake(
            nowhere, nowhere, feed, delay, rates, new GatewayMetrics(nowhere), time, options, services.GetRequiredService<ILogger<MessageIntake>>());
        var message = Encoding.UTF8.GetBytes($$"""{"tenant":"{{options.Value.DefaultTenant}}","user":"rehearsal","messageId":"m","text":"有货吗?"}""");
        for (var i = 0; i < Rounds; i++)
        {
            var http = Request(services, HttpMethods.Post, MessagesEndpoint.Path, message);
            await (await MessagesEndpoint.Post(http, senders, intake, delay, options)).ExecuteAsync(http);
        }
    }

    private static DefaultHttpContext Request(IServiceProvider services, string method, string path, byte[] body)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Method, http.Request.Path, http.Request.Body) = (method, path, new MemoryStream(body));
        (http.Request.ContentType, http.Request.ContentLength) = ("application/json", body.Length);
        http.Response.Body = Stream.Null;
        return http;
    }
}
