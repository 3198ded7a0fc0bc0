using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CustomerService.Core.Commerce;
using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.HttpShop;

/// <summary>
/// Asks the shop's back end. Ids of persons and orders travel in the query or the body, never in the path, which logs
/// and traces show; every failure comes out as <see cref="ShopUnavailableException"/>.
/// </summary>
internal sealed class ShopClient(IHttpClientFactory clients, ILogger<ShopClient> logger)
{
    /// <summary>The client of questions within a turn.</summary>
    public const string Questions = "shop";

    /// <summary>The client of pulls behind the turns.</summary>
    public const string Pulls = "shop-pull";

    private const string TenantHeader = "Shop-Tenant";

    /// <summary>A question that changes nothing.</summary>
    public async ValueTask<TResult> Get<TAnswer, TResult>(
        string operation, string tenant, IEnumerable<(string Key, string Value)> query, JsonTypeInfo<TAnswer> type,
        Func<TAnswer, TResult> map, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, tenant, operation + Query(query));
        return await Guard(operation, async () =>
        {
            using var response = await clients.CreateClient(Questions).SendAsync(request, cancellationToken);
            return ShopFailures.Map(await Read(response, type, cancellationToken), map);
        }, cancellationToken);
    }

    /// <summary>A change; the shop does it once for each key.</summary>
    public async ValueTask<TResult> Post<TBody, TAnswer, TResult>(
        string operation, string tenant, string idempotencyKey, TBody body, JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> type, Func<TAnswer, TResult> map, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, tenant, operation);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Content = JsonContent.Create(body, bodyType);
        return await Guard(operation, async () =>
        {
            using var response = await clients.CreateClient(Questions).SendAsync(request, cancellationToken);
            return ShopFailures.Map(await Read(response, type, cancellationToken), map);
        }, cancellationToken);
    }

    /// <summary>The body of a document and its tag; null when it is still the one of <paramref name="tag"/>.</summary>
    public async ValueTask<(byte[] Body, string? Tag)?> Pull(
        string operation, string tenant, string? tag, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, tenant, operation);
        if (EntityTagHeaderValue.TryParse(tag, out var known))
            request.Headers.IfNoneMatch.Add(known);
        return await Guard<(byte[], string?)?>(operation, async () =>
        {
            using var response = await clients.CreateClient(Pulls).SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotModified)
                return null;
            Check(response);
            return (await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.ETag?.ToString());
        }, cancellationToken);
    }

    /// <summary>Turns a pulled body into what it stands for.</summary>
    /// <exception cref="ShopUnavailableException">The body does not keep the contract.</exception>
    public ValueTask<TResult> Understand<TAnswer, TResult>(
        string operation, byte[] body, JsonTypeInfo<TAnswer> type, Func<TAnswer, TResult> map) =>
        Guard(operation, () => Task.FromResult(ShopFailures.Map(Parse(body, type), map)), CancellationToken.None);

    private static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new InvalidDataException("The answer is null.");

    /// <summary>Runs an exchange and turns its failures into the one that callers know.</summary>
    private async ValueTask<T> Guard<T>(string operation, Func<Task<T>> exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await exchange();
        }
        catch (Exception exception) when (ShopFailures.Reason(exception, cancellationToken) is { } reason)
        {
            // The cause is not passed on: texts of parsers and sockets may quote what was sent. The place in the
            // JSON is made of the contract's own names.
            logger.Unanswered(operation, reason, (exception as JsonException)?.Path ?? "-");
            throw new ShopUnavailableException(operation, reason);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string tenant, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add(TenantHeader, tenant);
        return request;
    }

    private static string Query(IEnumerable<(string Key, string Value)> query) => "?" + string.Join(
        '&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"));

    private static async Task<T> Read<T>(
        HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        Check(response);
        return Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken), type);
    }

    private static void Check(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new ShopStatusException((int)response.StatusCode);
    }
}
