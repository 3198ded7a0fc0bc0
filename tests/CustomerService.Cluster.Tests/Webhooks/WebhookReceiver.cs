using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CustomerService.Cluster.Tests.Webhooks;

/// <summary>A request as it came, with what its signature says.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string Body, string Path)
{
    public JsonElement Json { get; } = JsonSerializer.Deserialize<JsonElement>(Body);

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    public string Conversation => Data.GetProperty("conversation").GetString()!;
}

/// <summary>A shop's system that hears of events: a real server that answers as a test wants.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Answers a request; 204 where it does nothing.</summary>
    public Func<Received, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Everything that came, in order.</summary>
    public ConcurrentQueue<Received> All { get; } = [];

    public static async Task<WebhookReceiver> Start(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/{**path}", receiver.Take);
        await app.StartAsync();
        receiver.Address = new(app.Urls.First() + "/hook");
        return receiver;
    }

    /// <summary>The next request.</summary>
    public async Task<Received> Next() => await _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for a request; those before it are passed over.</summary>
    public async Task<Received> Until(Func<Received, bool> comes)
    {
        while (true)
        {
            if (await Next() is var next && comes(next))
                return next;
        }
    }

    /// <summary>Whether the secret signed it, as a receiver checks it.</summary>
    public static bool IsSigned(Received received, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{received.Id}.{received.Timestamp}.{received.Body}"));
        return received.Signature.Split(' ').Where(s => s.StartsWith("v1,", StringComparison.Ordinal))
            .Any(s => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(s[3..]), expected));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers;
        var received = new Received(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(),
            await reader.ReadToEndAsync(http.RequestAborted), http.Request.Path);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        All.Enqueue(received);
        await _received.Writer.WriteAsync(received, http.RequestAborted);
        await Answer(received, http);
    }
}
