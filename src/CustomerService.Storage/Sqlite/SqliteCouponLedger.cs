using CustomerService.Core.Care;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>The coupons given, of the standalone form. The one writer of the file makes a grant one step.</summary>
public sealed class SqliteCouponLedger(SqliteDatabase database) : ICouponLedger
{
    private const string Columns = "code, operation, cause, kind, amount, min_spend, at, until, given_by, conversation";

    /// <inheritdoc/>
    public async ValueTask<CouponAnswer> Give(string tenant, CouponRequest request, CancellationToken cancellationToken = default) =>
        await database.Write(
            (connection, _) =>
            {
                var grant = request.Grant;
                if (One(connection, tenant, "operation", grant.Operation) is { } again)
                    return new CouponAnswer(CouponOutcome.Given, again);
                if (One(connection, tenant, "cause", grant.Cause) is { } paid)
                    return new(CouponOutcome.CauseUsed, paid);
                if (request.Persons.Any(p => Got(connection, tenant, p, request.Since)))
                    return new(CouponOutcome.TooSoon, null);
                if (Spent(connection, tenant, request.DayStart) + CouponMoney.Fen(grant.Amount) > CouponMoney.Fen(request.Budget))
                    return new(CouponOutcome.NoBudget, null);
                Insert(connection, tenant, request);
                return new CouponAnswer(CouponOutcome.Given, grant);
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CouponGrant>> Read(string tenant, DateTimeOffset before, int limit, CancellationToken cancellationToken = default) =>
        database.Read<IReadOnlyList<CouponGrant>>(
            connection =>
            {
                var grants = new List<CouponGrant>();
                using var reader = connection.Prepared(
                    $"SELECT {Columns} FROM coupon_grant WHERE tenant = $tenant AND at < $before ORDER BY at DESC, code LIMIT $limit")
                    .With("$tenant", tenant).With("$before", before.UtcTicks).With("$limit", limit).ExecuteReader();
                while (reader.Read())
                    grants.Add(Row(reader));
                return grants;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<decimal> SpentSince(string tenant, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        database.Read(connection => CouponMoney.Yuan(Spent(connection, tenant, since)), cancellationToken);

    private static CouponGrant? One(SqliteConnection connection, string tenant, string column, string value)
    {
        using var reader = connection.Prepared($"SELECT {Columns} FROM coupon_grant WHERE tenant = $tenant AND {column} = $value")
            .With("$tenant", tenant).With("$value", value).ExecuteReader();
        return reader.Read() ? Row(reader) : null;
    }

    private static bool Got(SqliteConnection connection, string tenant, string person, DateTimeOffset since) => connection.Prepared(
        "SELECT 1 FROM coupon_person WHERE tenant = $tenant AND person = $person AND at > $since LIMIT 1")
        .With("$tenant", tenant).With("$person", person).With("$since", since.UtcTicks).ExecuteScalar() is not null;

    private static long Spent(SqliteConnection connection, string tenant, DateTimeOffset since) => (long)connection.Prepared(
        "SELECT coalesce(sum(amount), 0) FROM coupon_grant WHERE tenant = $tenant AND at >= $since")
        .With("$tenant", tenant).With("$since", since.UtcTicks).ExecuteScalar()!;

    private static void Insert(SqliteConnection connection, string tenant, CouponRequest request)
    {
        var grant = request.Grant;
        connection.Prepared($"""
            INSERT INTO coupon_grant (tenant, {Columns})
            VALUES ($tenant, $code, $operation, $cause, $kind, $amount, $min, $at, $until, $by, $conversation)
            """)
            .With("$tenant", tenant).With("$code", grant.Code).With("$operation", grant.Operation).With("$cause", grant.Cause)
            .With("$kind", grant.Kind).With("$amount", CouponMoney.Fen(grant.Amount)).With("$min", CouponMoney.Fen(grant.MinSpend))
            .With("$at", grant.At.UtcTicks).With("$until", grant.Until.UtcTicks).With("$by", grant.GivenBy)
            .With("$conversation", grant.Conversation).ExecuteNonQuery();
        foreach (var person in request.Persons)
        {
            connection.Prepared("INSERT INTO coupon_person (tenant, person, at, code) VALUES ($tenant, $person, $at, $code)")
                .With("$tenant", tenant).With("$person", person).With("$at", grant.At.UtcTicks).With("$code", grant.Code).ExecuteNonQuery();
        }
    }

    private static CouponGrant Row(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), CouponMoney.Yuan(row.GetInt64(4)), CouponMoney.Yuan(row.GetInt64(5)),
        new(row.GetInt64(6), TimeSpan.Zero), new(row.GetInt64(7), TimeSpan.Zero), row.GetString(8), row.GetString(9));
}

/// <summary>Coupons given, and to whom.</summary>
internal sealed class CouponSchema : ISqliteSchema
{
    public string Name => "coupons";

    public IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE coupon_grant (
            tenant TEXT NOT NULL,
            code TEXT PRIMARY KEY,
            operation TEXT NOT NULL,
            cause TEXT NOT NULL,
            kind TEXT NOT NULL,
            amount INTEGER NOT NULL,
            min_spend INTEGER NOT NULL,
            at INTEGER NOT NULL,
            until INTEGER NOT NULL,
            given_by TEXT NOT NULL,
            conversation TEXT NOT NULL,
            UNIQUE (tenant, operation),
            UNIQUE (tenant, cause)
        ) WITHOUT ROWID;
        CREATE INDEX coupon_grant_at ON coupon_grant (tenant, at);
        CREATE TABLE coupon_person (
            tenant TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, code TEXT NOT NULL,
            PRIMARY KEY (tenant, person, at, code)) WITHOUT ROWID;
        """,
    ];
}
