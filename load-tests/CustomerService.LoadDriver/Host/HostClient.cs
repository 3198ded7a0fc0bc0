using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.Host;

/// <summary>What a POST led to.</summary>
/// <param name="Status">The HTTP status, or timeout or connection.</param>
/// <param name="Conversation">Null unless accepted.</param>
/// <param name="Number">The message's inbox number.</param>
internal readonly record struct Posted(string Status, string? Conversation, long Number);

/// <summary>The public API of a running host, as cheaply as .NET can call it.</summary>
internal sealed class HostClient : IDisposable
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private readonly HttpClient _http;
    private readonly string? _tenant;

    /// <param name="url">The host, or a gateway.</param>
    /// <param name="tenant">Whose shoppers write; the host's default where left out.</param>
    public HostClient(Uri url, string? tenant = null) => (_tenant, _http) = (tenant, new HttpClient(new SocketsHttpHandler
    {
        // An open model never waits for a free connection.
        MaxConnectionsPerServer = int.MaxValue,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
    })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromSeconds(60),
    });

    /// <summary>Posts a message; never throws for what the host or the network does.</summary>
    public async Task<Posted> Post(Outgoing message)
    {
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(
                new MessageBody(_tenant, message.Name, message.Id, message.Text), Wire.Default.MessageBody));
            content.Headers.ContentType = JsonType;
            using var answer = await _http.PostAsync("api/v1/messages", content);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return new(((int)answer.StatusCode).ToString(), null, 0);
            var accepted = JsonSerializer.Deserialize(body, Wire.Default.AcceptedBody)!;
            return new("202", accepted.Conversation, accepted.Number);
        }
        catch (TaskCanceledException)
        {
            return new("timeout", null, 0);
        }
        catch (HttpRequestException)
        {
            return new("connection", null, 0);
        }
    }

    /// <summary>Events after a sequence; waits for the first one up to <paramref name="waitSeconds"/>.</summary>
    public async Task<EventsBody> Events(string conversation, long after, int waitSeconds, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(
            new Uri($"api/v1/conversations/{conversation}/events?after={after}&wait={waitSeconds}", UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellation), Wire.Default.EventsBody)!;
    }

    /// <summary>A page of text, such as <c>metrics</c>.</summary>
    public async Task<string> Text(string path, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record MessageBody(string? Tenant, string User, string MessageId, string Text);

internal sealed record AcceptedBody(string Conversation, long Number);

internal sealed record EventBody(long Sequence, string Kind, long[]? InReplyTo);

internal sealed record EventsBody(EventBody[] Events, long Next)
{
    /// <summary>Whether a reply covers a number.</summary>
    public bool Answers(long number) => Events.Any(e => e.InReplyTo?.Contains(number) == true);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(AcceptedBody))]
[JsonSerializable(typeof(EventsBody))]
internal sealed partial class Wire : JsonSerializerContext;
