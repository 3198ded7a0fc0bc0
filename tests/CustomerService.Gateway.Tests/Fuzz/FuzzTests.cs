using System.Net;
using System.Net.Sockets;
using System.Text;
using CustomerService.Gateway.Tests.Support;

namespace CustomerService.Gateway.Tests.Fuzz;

/// <summary>Whatever comes in, the caller is told it is the caller's: never a 5xx, never an error in the log.</summary>
public sealed class FuzzTests
{
    private const int Requests = 12_000;

    private static readonly string[] Bodies =
    [
        """{"user":"u1","messageId":"m1","text":"这款手机有现货吗?","page":"p1"}""",
        """{"tenant":"default","channel":"web","user":"u2","messageId":"m2","text":"黑色,256G。","media":[{"kind":"image","url":"/a.png"}]}""",
        """{"user":"u3","messageId":"m3","text":"x","member":{"id":"42","proof":"00"}}""",
        """{"texts":["有货吗","我要退款"],"tenant":"default"}""",
    ];

    private static readonly string[] Paths =
    [
        "/api/v1/messages", "/api/v1/understand", "/api/v1/conversations/default.web.x/events",
        "/api/v1/conversations/KNOWN/events", "/api/v1/conversations/KNOWN/turns", "/api/v1/desk/queue", "/ws/chat", "/chat",
        "/chat/chat.js", "/widget.js", "/openapi/v1.json", "/scalar/", "/health/live", "/health/ready", "/metrics",
        "/products/p1.svg", "/",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "X-NEW"];

    private static readonly string[] Parameters = ["after", "limit", "tenant", "user", "channel", "page", "member", "proof", "x"];

    private static readonly string[] Headers =
    [
        "Accept", "Accept-Language", "Accept-Encoding", "Authorization", "Last-Event-ID", "traceparent", "tracestate", "Origin",
        "Range", "If-None-Match", "If-Modified-Since", "Cookie", "X-Forwarded-For", "Access-Control-Request-Method", "Upgrade",
        "Sec-WebSocket-Key", "Connection",
    ];

    private static readonly string[] Types =
        ["application/json", "application/json; charset=utf-8", "application/json;charset=\"utf-8", "text/plain", "application/problem+json", "x", "multipart/form-data"];

    [Fact]
    public async Task Send_TwelveThousandSpoiledRequests_AnswersEachAsTheCallersFault()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:AllowedOrigins:0", "https://shop.example")]);
        var (known, _) = await host.Say("u", "m", "x");
        var mutator = new Mutator(20261122);
        var statuses = new SortedDictionary<int, int>();

        for (var i = 0; i < Requests; i++)
        {
            using var request = Spoiled(mutator, known);
            using var response = await host.Send(request);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status >= 500)
                Assert.Fail($"Request {i}: {request} {await response.Text()} {string.Join('\n', host.Log.Errors.Take(3))}");
            if (status >= 400 && request.Method != HttpMethod.Head)
                response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"request {i}: {request}");
        }

        host.Log.Errors.ShouldBeEmpty();
        // The faults are of many kinds, and some requests stay sound.
        new[] { 200, 202, 400, 401, 403, 404, 405, 415, 426 }.ShouldBeSubsetOf(statuses.Keys);
    }

    [Fact]
    public async Task Send_SpoiledBytesOverTheWire_NeverAnswers5xx()
    {
        await using var host = await GatewayHost.Start(kestrel: true);
        var mutator = new Mutator(4711);

        for (var i = 0; i < 600; i++)
        {
            var body = mutator.Pick(Bodies);
            var head = $"POST {mutator.Pick(Paths)} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + $"{mutator.Pick(Headers)}: {mutator.Pick(Parameters)}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n";
            var status = await Status(host.Client.BaseAddress!, mutator.Spoil(head + body));
            // The one 5xx that HTTP has for a caller's fault: a version that does not exist.
            if (status != "505")
                status.ShouldNotStartWith("5", customMessage: $"request {i}");
        }

        host.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_SpoiledFrames_AnswersEachAndKeepsTheSocket()
    {
        await using var host = await GatewayHost.Start(settings:
            [("Gateway:Sockets:MaxStrikes", "1000000"), ("Gateway:Rates:UserBurst", "1000000")]);
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");
        var mutator = new Mutator(1122);

        for (var i = 0; i < 2_000; i++)
        {
            var frame = mutator.Spoil("""{"type":"message","messageId":"m1","text":"黑色,256G。","page":"p1"}""");
            await chat.Send(frame, System.Net.WebSockets.WebSocketMessageType.Binary);
            await chat.Answer();
            await chat.Send(mutator.Misshape("""{"type":"message","messageId":"m1","text":"黑色","page":"p1"}"""));
            await chat.Answer();
        }

        await chat.Send("""{"type":"ping"}""");
        await chat.Next("pong");
        host.Log.Errors.ShouldBeEmpty();
    }

    private static HttpRequestMessage Spoiled(Mutator mutator, string known)
    {
        var path = mutator.Pick(Paths).Replace("KNOWN", known, StringComparison.Ordinal);
        if (mutator.Chance(6))
            path = path.Insert(mutator.Pick([1, Math.Max(1, path.Length / 2), path.Length]), Odd(mutator));
        // A valid wait would only hold the answer back.
        var query = mutator.Chance(2)
            ? $"?{mutator.Pick(Parameters)}={Odd(mutator)}&wait={mutator.Pick(["0", "26", "x", ""])}"
            : "";
        var posts = path.EndsWith("messages", StringComparison.Ordinal) || path.EndsWith("understand", StringComparison.Ordinal);
        var request = new HttpRequestMessage(
            mutator.Chance(12) ? new(mutator.Pick(Methods)) : posts ? HttpMethod.Post : HttpMethod.Get,
            new Uri("http://localhost" + path + query));
        for (var count = mutator.Chance(3) ? 2 : 0; count > 0; count--)
            request.Headers.TryAddWithoutValidation(mutator.Pick(Headers), OneLine(mutator.Oddity()));
        if (posts)
        {
            var body = mutator.Pick(Bodies);
            request.Content = mutator.Chance(8) ? new ByteArrayContent(Encoding.UTF8.GetBytes(body))
                : mutator.Chance(2) ? new ByteArrayContent(mutator.Spoil(body))
                : new ByteArrayContent(Encoding.UTF8.GetBytes(mutator.Misshape(body)));
            var type = mutator.Chance(10) ? mutator.Pick(Types) : Types[0];
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        return request;
    }

    /// <summary>Escaped, or as it is where it is an escape by itself. The test's server, not ours, refuses a null.</summary>
    private static string Odd(Mutator mutator)
    {
        var text = string.Concat(mutator.Oddity().Where(c => c != '\0' && !char.IsSurrogate(c)));
        return text.StartsWith('%') && text != "%00" && text.All(char.IsAscii) ? text : Uri.EscapeDataString(text);
    }

    private static string OneLine(string text) => string.Concat(text.Where(c => c is >= ' ' and < '\u007f'));

    private static async Task<string> Status(Uri address, byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            return line is { Length: > 12 } ? line.Split(' ')[1] : "none";
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return "closed";
        }
    }
}
