using CustomerService.Core.Care;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>The coupons given, of the cluster form. A lock on the tenant makes a grant one step for all silos.</summary>
public sealed class PostgresCouponLedger(PostgresDatabase database) : ICouponLedger
{
    private const string Columns = "code, operation, cause, kind, amount, min_spend, at, until, given_by, conversation";

    /// <inheritdoc/>
    public async ValueTask<CouponAnswer> Give(string tenant, CouponRequest request, CancellationToken cancellationToken = default) => await database.Run(
        async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
            // Held until the commit. A tenant gives a coupon now and then, so waiting for another's costs nothing.
            await Scalar(connection, "SELECT pg_advisory_xact_lock(hashtextextended('coupon:' || $1, 0))", token, tenant).ConfigureAwait(false);
            var answer = await Check(connection, tenant, request, token).ConfigureAwait(false);
            if (answer is null)
            {
                await Insert(connection, tenant, request, token).ConfigureAwait(false);
                answer = new(CouponOutcome.Given, request.Grant);
            }
            await transaction.CommitAsync(token).ConfigureAwait(false);
            return answer;
        },
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CouponGrant>> Read(
        string tenant, DateTimeOffset before, int limit, CancellationToken cancellationToken = default) => await database.Rows(
            $"SELECT {Columns} FROM coupon_grant WHERE tenant = $1 AND at < $2 ORDER BY at DESC, code LIMIT $3",
            Row, cancellationToken, tenant, before.UtcTicks, limit).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<decimal> SpentSince(string tenant, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        CouponMoney.Yuan(await database.Run((c, token) => Spent(c, tenant, since, token), cancellationToken).ConfigureAwait(false));

    private static async Task<CouponAnswer?> Check(
        NpgsqlConnection connection, string tenant, CouponRequest request, CancellationToken cancellationToken)
    {
        var grant = request.Grant;
        if (await One(connection, tenant, "operation", grant.Operation, cancellationToken).ConfigureAwait(false) is { } again)
            return new(CouponOutcome.Given, again);
        if (await One(connection, tenant, "cause", grant.Cause, cancellationToken).ConfigureAwait(false) is { } paid)
            return new(CouponOutcome.CauseUsed, paid);
        if (await Scalar(
            connection, "SELECT 1 FROM coupon_person WHERE tenant = $1 AND person = ANY($2) AND at > $3 LIMIT 1",
            cancellationToken, tenant, request.Persons.ToArray(), request.Since.UtcTicks).ConfigureAwait(false) is not null)
        {
            return new(CouponOutcome.TooSoon, null);
        }
        var spent = await Spent(connection, tenant, request.DayStart, cancellationToken).ConfigureAwait(false);
        return spent + CouponMoney.Fen(grant.Amount) > CouponMoney.Fen(request.Budget) ? new(CouponOutcome.NoBudget, null) : null;
    }

    private static async Task Insert(NpgsqlConnection connection, string tenant, CouponRequest request, CancellationToken cancellationToken)
    {
        var grant = request.Grant;
        await Scalar(
            connection, $"INSERT INTO coupon_grant (tenant, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", cancellationToken,
            tenant, grant.Code, grant.Operation, grant.Cause, grant.Kind, CouponMoney.Fen(grant.Amount), CouponMoney.Fen(grant.MinSpend),
            grant.At.UtcTicks, grant.Until.UtcTicks, grant.GivenBy, grant.Conversation).ConfigureAwait(false);
        await Scalar(
            connection, "INSERT INTO coupon_person (tenant, person, at, code) SELECT $1, p, $3, $4 FROM unnest($2::text[]) AS p", cancellationToken,
            tenant, request.Persons.ToArray(), grant.At.UtcTicks, grant.Code).ConfigureAwait(false);
    }

    private static async Task<CouponGrant?> One(
        NpgsqlConnection connection, string tenant, string column, string value, CancellationToken cancellationToken)
    {
        await using var command = connection.Command($"SELECT {Columns} FROM coupon_grant WHERE tenant = $1 AND {column} = $2", tenant, value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.All(Row, cancellationToken).ConfigureAwait(false) is [var grant] ? grant : null;
    }

    private static async Task<long> Spent(NpgsqlConnection connection, string tenant, DateTimeOffset since, CancellationToken cancellationToken) =>
        (long)(await Scalar(
            connection, "SELECT coalesce(sum(amount), 0)::bigint FROM coupon_grant WHERE tenant = $1 AND at >= $2",
            cancellationToken, tenant, since.UtcTicks).ConfigureAwait(false))!;

    private static async Task<object?> Scalar(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params IReadOnlyList<object> values)
    {
        await using var command = connection.Command(sql, values);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private static CouponGrant Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), CouponMoney.Yuan(row.GetInt64(4)), CouponMoney.Yuan(row.GetInt64(5)),
        new(row.GetInt64(6), TimeSpan.Zero), new(row.GetInt64(7), TimeSpan.Zero), row.GetString(8), row.GetString(9));
}
