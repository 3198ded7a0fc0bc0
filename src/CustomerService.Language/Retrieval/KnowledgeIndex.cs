using System.Collections.Concurrent;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Retrieval;

/// <summary>Exact search over all wordings of a tenant's questions; built at the first use, or by Refresh.</summary>
/// <param name="source">Where the questions come from.</param>
/// <param name="reader">Makes their sentence vectors.</param>
/// <param name="time">Measures the building.</param>
/// <param name="logger">Told how long it took.</param>
public sealed class KnowledgeIndex(
    IFaqSource source, IReader reader, TimeProvider time, ILogger<KnowledgeIndex> logger) : IKnowledge, IDisposable
{
    /// <summary>
    /// What the scores mean: 1 is a wording itself. Of 249 questions to the sample shop 67 % reach 0.36 and 93 % of those
    /// find their entry, while a few greetings, thanks, chat and fragments do too. 0.58 is reached only by what is all
    /// but a wording: from 0.48 on all find their entry, but a question about the shopper's own goods or order, worded
    /// much like a general one, would lose its answer from the shop's data.
    /// </summary>
    public static FaqThresholds Thresholds { get; } = new(Exact: 0.58f, Near: 0.36f);

    private readonly ConcurrentDictionary<string, Lazy<Task<KnowledgeTable>>> tables = new(StringComparer.Ordinal);

    // One building at a time: the newest entries win, and the model is not taken from the shoppers by many tenants at once.
    private readonly SemaphoreSlim building = new(1);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<FaqMatch>> Search(
        string tenant, string text, ReadOnlyMemory<float> embedding, int limit, CancellationToken cancellationToken)
    {
        var table = await Table(tenant).WaitAsync(cancellationToken);
        return table.Search(text, embedding.Span, limit);
    }

    /// <summary>Builds the tenant's index unless it is built.</summary>
    public Task Prepare(string tenant, CancellationToken cancellationToken) => Table(tenant).WaitAsync(cancellationToken);

    /// <summary>Reads the tenant's questions anew; searches use the old ones until the new ones are ready.</summary>
    public async Task Refresh(string tenant, CancellationToken cancellationToken)
    {
        await building.WaitAsync(cancellationToken);
        try
        {
            var table = await Build(reader, tenant, cancellationToken);
            tables[tenant] = new Lazy<Task<KnowledgeTable>>(Task.FromResult(table));
        }
        finally
        {
            building.Release();
        }
    }

    /// <summary>Makes the indexes of all tenants anew with another model, and puts them in place once it is in use.</summary>
    internal async Task Renew(IReader next, Func<Task> exchange, CancellationToken cancellationToken)
    {
        await building.WaitAsync(cancellationToken);
        try
        {
            var renewed = new Dictionary<string, KnowledgeTable>(StringComparer.Ordinal);
            foreach (var tenant in tables.Keys)
                renewed[tenant] = await Build(next, tenant, cancellationToken);
            await exchange();
            foreach (var (tenant, table) in renewed)
                tables[tenant] = new Lazy<Task<KnowledgeTable>>(Task.FromResult(table));
        }
        finally
        {
            building.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => building.Dispose();

    private Task<KnowledgeTable> Table(string tenant) =>
        tables.GetOrAdd(tenant, t => new Lazy<Task<KnowledgeTable>>(() => FirstTable(t))).Value;

    private async Task<KnowledgeTable> FirstTable(string tenant)
    {
        // Not under a searcher's token: others wait for the same table.
        await building.WaitAsync();
        try
        {
            return await Build(reader, tenant, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Its searchers see the failure; the next search tries again.
            tables.TryRemove(tenant, out _);
            logger.IndexFailed(e, "knowledge", tenant);
            throw;
        }
        finally
        {
            building.Release();
        }
    }

    private async Task<KnowledgeTable> Build(IReader with, string tenant, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var entries = await source.All(tenant, cancellationToken);
        var table = await KnowledgeTable.Build(with, entries, cancellationToken);
        var took = time.GetElapsedTime(started);
        logger.KnowledgeIndexed(entries.Count, table.Count, tenant, (long)took.TotalMilliseconds);
        return table;
    }
}
