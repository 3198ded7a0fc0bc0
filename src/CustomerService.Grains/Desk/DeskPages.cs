using System.Collections.Immutable;
using System.Text;

namespace CustomerService.Grains.Desk;

/// <summary>One row of a desk's things. Stored as JSON: names are a contract.</summary>
internal sealed record DeskPage<T>
{
    /// <summary>By key.</summary>
    public ImmutableSortedDictionary<string, T> Items { get; init; } = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>
/// Things of a desk spread over rows by the hash of their keys, so that a change writes a few of them and not all.
/// Each row has its own version: two activations of a desk cannot both change a ticket.
/// </summary>
internal sealed class DeskPages<T>
{
    private readonly IPersistentState<DeskPage<T>>[] _pages;

    /// <param name="factory">Creates states that are read when the grain is activated.</param>
    /// <param name="context">The grain's; in its constructor.</param>
    /// <param name="name">Of the rows; with <paramref name="count"/> it never changes once released.</param>
    /// <param name="count">How many rows.</param>
    public DeskPages(IPersistentStateFactory factory, IGrainContext context, string name, int count) =>
        _pages = [.. Enumerable.Range(0, count).Select(i => factory.Create<DeskPage<T>>(context, new PersistentStateAttribute($"{name}-{i:x2}")))];

    /// <summary>Everything, by key.</summary>
    public IEnumerable<KeyValuePair<string, T>> Items => _pages.SelectMany(p => p.State.Items);

    /// <summary>Writes the things under the keys; null removes one.</summary>
    public Task Write(IEnumerable<string> keys, Func<string, T?> value) =>
        Task.WhenAll(keys.GroupBy(PageOf).Select(page => Write(_pages[page.Key], page, value)));

    private static Task Write(IPersistentState<DeskPage<T>> page, IEnumerable<string> keys, Func<string, T?> value)
    {
        var items = page.State.Items;
        foreach (var key in keys)
            items = value(key) is { } item ? items.SetItem(key, item) : items.Remove(key);
        page.State = new() { Items = items };
        return page.WriteStateAsync();
    }

    // FNV-1a: the same in every process and version, which string.GetHashCode is not.
    private int PageOf(string key)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(key))
            hash = (hash ^ part) * 16777619u;
        return (int)(hash % (uint)_pages.Length);
    }
}
