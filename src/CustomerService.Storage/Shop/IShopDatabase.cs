using System.Data.Common;

namespace CustomerService.Storage.Shop;

/// <summary>The tables of shops, in SQLite or PostgreSQL; both understand the statements, but for <see cref="ShopDialect"/>.</summary>
internal interface IShopDatabase
{
    /// <summary>What the two databases say differently.</summary>
    ShopDialect Dialect { get; }

    /// <summary>Runs a query of one statement.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    ValueTask<T> Read<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken);

    /// <summary>Runs a query of several statements that see the same moment.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    ValueTask<T> Snapshot<T>(Func<IShopSession, ValueTask<T>> query, CancellationToken cancellationToken);

    /// <summary>The same while the calling thread waits; for what is looked at once a second and then kept.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    T SnapshotNow<T>(Func<IShopSession, ValueTask<T>> query);

    /// <summary>Runs <paramref name="work"/> in one transaction and completes when it is on disk.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be written; nothing is promised of the work.</exception>
    Task<T> Write<T>(Func<IShopSession, ValueTask<T>> work, CancellationToken cancellationToken);
}

/// <summary>Statements on one connection; parameters are written <c>@name</c>.</summary>
internal interface IShopSession
{
    /// <inheritdoc cref="IShopDatabase.Dialect"/>
    ShopDialect Dialect { get; }

    /// <summary>All rows of a query.</summary>
    ValueTask<List<T>> Rows<T>(string sql, Func<DbDataReader, T> row, params IReadOnlyList<(string Name, object? Value)> values);

    /// <summary>Runs a change and gives the number of rows.</summary>
    ValueTask<int> Execute(string sql, params IReadOnlyList<(string Name, object? Value)> values);
}

/// <summary>What the two databases say differently.</summary>
/// <param name="RowsPerInsert">Rows of one INSERT: a round trip is worth many, a compiled statement is one.</param>
/// <param name="Each">The rows (value, id) of a parameter that holds a JSON list of texts, called <c>asked</c>.</param>
/// <param name="Join">A join that keeps the order of the tables where the planner would not.</param>
/// <param name="Moment">A column that holds a moment, as something to sort by.</param>
/// <param name="IndexOf">The place of one text in another, from 1; 0 where it is not.</param>
/// <param name="ForUpdate">Ends a query whose row nobody else shall change until the transaction ends.</param>
/// <param name="Exclusive">Lets other writes to the shop of <c>@tenant</c> wait; null where there is one writer.</param>
internal sealed record ShopDialect(
    int RowsPerInsert,
    Func<string, string> Each,
    string Join,
    Func<string, string> Moment,
    string IndexOf,
    string ForUpdate,
    string? Exclusive);
