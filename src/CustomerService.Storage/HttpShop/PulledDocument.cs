using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;

namespace CustomerService.Storage.HttpShop;

/// <summary>A document of the shop that can be pulled.</summary>
internal interface IPulledDocument
{
    /// <summary>Pulls what a tenant has now; what was pulled before stays when that fails.</summary>
    ValueTask Pull(string tenant, CancellationToken cancellationToken);
}

/// <summary>The last good answer for every tenant; the same object until the document changes.</summary>
internal sealed class PulledDocument<TAnswer, TValue>(
    ShopClient client, string operation, JsonTypeInfo<TAnswer> type, Func<TAnswer, TValue> map) : IPulledDocument
    where TValue : class
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    public TValue? Current(string tenant) => _held.TryGetValue(tenant, out var held) ? held.Value : null;

    public async ValueTask Pull(string tenant, CancellationToken cancellationToken)
    {
        var held = _held.GetValueOrDefault(tenant);
        if (await client.Pull(operation, tenant, held?.Tag, cancellationToken) is not { } pulled)
            return;
        var hash = SHA256.HashData(pulled.Body);
        var value = held is not null && hash.AsSpan().SequenceEqual(held.Hash)
            ? held.Value
            : await client.Understand(operation, pulled.Body, type, map);
        _held[tenant] = new(value, pulled.Tag, hash);
    }

    private sealed record Held(TValue Value, string? Tag, byte[] Hash);
}
