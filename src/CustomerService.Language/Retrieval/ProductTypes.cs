using System.Collections.Concurrent;
using CustomerService.Core.Commerce;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Retrieval;

/// <summary>
/// Guesses a text's product type by the nearest name of a category or product. The names of a new catalogue snapshot are
/// embedded in the background; until then the ones before it answer, and before the first ones nothing is recognised.
/// </summary>
public sealed class ProductTypes : IProductTypes
{
    /// <summary>Least score that counts.</summary>
    public const float Threshold = 0.35f;

    private readonly ConcurrentDictionary<string, Names> tenants = new(StringComparer.Ordinal);
    private readonly ICatalogueSource catalogues;
    private readonly TimeProvider time;
    private readonly ILogger<ProductTypes> logger;
    private Embeddings embeddings;
    private int generation;

    /// <param name="catalogues">The names.</param>
    /// <param name="embeddings">Their vectors.</param>
    /// <param name="time">Measures the building.</param>
    /// <param name="logger">Told how long it took.</param>
    internal ProductTypes(ICatalogueSource catalogues, Embeddings embeddings, TimeProvider time, ILogger<ProductTypes> logger) =>
        (this.catalogues, this.embeddings, this.time, this.logger) = (catalogues, embeddings, time, logger);

    /// <inheritdoc/>
    public string? Resolve(string tenant, ReadOnlyMemory<float> embedding)
    {
        var names = tenants.GetOrAdd(tenant, _ => new Names());
        _ = Follow(tenant, names);
        if (names.Table is not { } table)
            return null;
        var (category, score) = table.Nearest(embedding.Span);
        return score >= Threshold ? category : null;
    }

    /// <summary>Embeds the names of the snapshot in force now, unless they are already.</summary>
    public Task Prepare(string tenant, CancellationToken cancellationToken) =>
        Follow(tenant, tenants.GetOrAdd(tenant, _ => new Names())).WaitAsync(cancellationToken);

    /// <summary>Makes the names of all tenants anew with another model, and puts them in place once it is in use.</summary>
    internal async Task Renew(Embeddings next, Action exchange, CancellationToken cancellationToken)
    {
        var renewed = new List<(Names Names, TypeTable Table)>();
        foreach (var (tenant, names) in tenants)
            renewed.Add((names, await TypeTable.Build(next, tenant, catalogues.Current(tenant), cancellationToken)));
        exchange();
        embeddings = next;
        // What is being built with the model before comes too late.
        Interlocked.Increment(ref generation);
        foreach (var (names, table) in renewed)
            names.Table = table;
    }

    private Task Follow(string tenant, Names names)
    {
        var catalogue = catalogues.Current(tenant);
        if (ReferenceEquals(names.Table?.Catalogue, catalogue))
            return Task.CompletedTask;
        lock (names.Gate)
            return names.Building is { IsCompleted: false } ? names.Building : names.Building = Build(tenant, names, catalogue);
    }

    private async Task Build(string tenant, Names names, Catalogue catalogue)
    {
        try
        {
            var started = time.GetTimestamp();
            var model = Volatile.Read(ref generation);
            var table = await TypeTable.Build(embeddings, tenant, catalogue, CancellationToken.None);
            if (model == Volatile.Read(ref generation))
                names.Table = table;
            var took = time.GetElapsedTime(started);
            logger.ProductTypesIndexed(table.Names, tenant, (long)took.TotalMilliseconds);
        }
        catch (Exception e)
        {
            logger.IndexFailed(e, "product type", tenant);
        }
    }

    private sealed class Names
    {
        public Lock Gate { get; } = new();

        public TypeTable? Table { get; set; }

        public Task? Building { get; set; }
    }
}
