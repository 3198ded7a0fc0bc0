using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CustomerService.Core.Webhooks;

namespace CustomerService.Grains.Webhooks;

/// <summary>What became of an attempt.</summary>
/// <param name="Failure">Null where it was delivered; else a few words that hold nothing of what was answered.</param>
internal sealed record Attempt(string? Failure)
{
    /// <summary>Whether the endpoint wants nothing any more: 410.</summary>
    public bool IsGone { get; init; }

    /// <summary>How long it asked to be left alone, with a 429 or 503.</summary>
    public TimeSpan? Asked { get; init; }
}

/// <summary>Posts to one endpoint.</summary>
internal sealed class WebhookClient : IDisposable
{
    // An answer is read so that its connection can be used again; a longer one costs its connection.
    private const int LongestAnswer = 16 * 1024;

    // A name may move to another address; a connection to the old one is not kept for longer.
    private static readonly TimeSpan OldestConnection = TimeSpan.FromMinutes(5);

    private readonly WebhookEndpoint _endpoint;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public WebhookClient(WebhookEndpoint endpoint, TimeSpan timeout, TimeProvider time)
    {
        (_endpoint, _timeout, _time) = (endpoint, timeout, time);
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // A proxy would connect for us, past the guard.
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = OldestConnection,
            ConnectCallback = Connect,
        });
    }

    /// <summary>Sends a delivery; throws only when it was cancelled.</summary>
    public async Task<Attempt> Send(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = Request(delivery);
            using var answer = await _http.SendAsync(request, either.Token);
            await Read(answer, either.Token);
            return Judge(answer);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not OutOfMemoryException)
        {
            return new(late.IsCancellationRequested ? "timeout" : Words(e));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var at = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint.Url)
        {
            Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookMessage.Sign(_endpoint.Keys, delivery.Id, at, delivery.Body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("customer-service", null));
        return request;
    }

    private Attempt Judge(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return new((string?)null);
        var words = string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}");
        return answer.StatusCode switch
        {
            HttpStatusCode.Gone => new(words) { IsGone = true },
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new(words) { Asked = Asked(answer.Headers.RetryAfter) },
            _ => new(words),
        };
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - _time.GetUtcNow());

    private static async Task Read(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var part = new byte[4096];
        for (var read = 0; read < LongestAnswer;)
        {
            var count = await body.ReadAsync(part, cancellationToken);
            if (count == 0)
                return;
            read += count;
        }
    }

    // Resolved here and connected to what was looked at, so that a second look-up cannot give another address.
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = Array.FindAll(found, a => _endpoint.AllowPrivateAddresses || PublicAddresses.Contain(a));
        if (allowed.Length == 0)
            throw new HttpRequestException(found.Length == 0 ? "no address" : "not a public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A message may hold what the endpoint sent; only our own are told.
    private static string Words(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: HttpRequestException { Message: "not a public address" } } => "not a public address",
        HttpRequestException { Message: "not a public address" } => "not a public address",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => $"failed: {error}",
        _ => exception.GetType().Name,
    };
}
