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

    /// <param name="catalogues">The names.</param>
    /// <param name="embeddings">Their vectors.</param>
    /// <param name="time">Measures the building.</param>
    /// <param name="logger">Told how long it took.</param>
    internal ProductTypes(ICatalogueSource catalogues, Embeddings embeddings, TimeProvider time, ILogger<ProductTypes> logger) =>
        (this.catalogues, this.embeddings, this.time, this.logger) = (catalogues, embeddings, time, logger);

    /// <summary>SHA-256 of the model that names are embedded with now, in hex.</summary>
    internal string Model => embeddings.Model;

    /// <inheritdoc/>
    public string? Resolve(string tenant, TextVector vector)
    {
        var names = tenants.GetOrAdd(tenant, _ => new Names());
        _ = Follow(tenant, names);
        if (names.Of(vector) is not { } table)
            return null;
        var (category, score) = table.Nearest(vector.Values.Span);
        return score >= Threshold ? category : null;
    }

    /// <summary>Embeds the names of the snapshot in force now, unless they are already.</summary>
    public Task Prepare(string tenant, CancellationToken cancellationToken) =>
        Follow(tenant, tenants.GetOrAdd(tenant, _ => new Names())).WaitAsync(cancellationToken);

    /// <summary>
    /// Makes the names of all tenants anew with another model, and puts them in place just before it is taken into use.
    /// Vectors of the one before find theirs until <see cref="Forget"/>.
    /// </summary>
    internal async Task Renew(Embeddings next, Action exchange, CancellationToken cancellationToken)
    {
        var renewed = new List<(Names Names, TypeTable Table)>();
        foreach (var (tenant, names) in tenants)
            renewed.Add((names, await TypeTable.Build(next, tenant, catalogues.Current(tenant), cancellationToken)));
        Volatile.Write(ref embeddings, next);
        foreach (var (names, table) in renewed)
        {
            names.Before = names.Table;
            names.Table = table;
        }
        exchange();
    }

    /// <summary>Lets go of the names of the model before.</summary>
    internal void Forget()
    {
        foreach (var names in tenants.Values)
            names.Before = null;
    }

    private Task Follow(string tenant, Names names)
    {
        var catalogue = catalogues.Current(tenant);
        var with = Volatile.Read(ref embeddings);
        if (names.Table is { } table && ReferenceEquals(table.Catalogue, catalogue) && table.Model == with.Model)
            return Task.CompletedTask;
        lock (names.Gate)
            return names.Building is { IsCompleted: false } ? names.Building : names.Building = Build(with, tenant, names, catalogue);
    }

    private async Task Build(Embeddings with, string tenant, Names names, Catalogue catalogue)
    {
        try
        {
            var started = time.GetTimestamp();
            var table = await TypeTable.Build(with, tenant, catalogue, CancellationToken.None);
            // What was being made with the model before comes too late.
            if (ReferenceEquals(with, Volatile.Read(ref embeddings)))
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

        public TypeTable? Before { get; set; }

        public Task? Building { get; set; }

        public TypeTable? Of(TextVector vector) =>
            Table is { } table && vector.IsOf(table.Model) ? table
            : Before is { } before && vector.IsOf(before.Model) ? before : null;
    }
}
