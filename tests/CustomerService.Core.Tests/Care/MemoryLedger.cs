using CustomerService.Core.Care;

namespace CustomerService.Core.Tests.Care;

/// <summary>The ledger's rules in memory, one grant at a time; the stored ones are held to the same by their own tests.</summary>
internal sealed class MemoryLedger : ICouponLedger
{
    private readonly Lock _gate = new();
    private readonly List<(CouponRequest Request, string Tenant)> _given = [];

    public IReadOnlyList<CouponGrant> Given => [.. _given.Select(g => g.Request.Grant)];

    /// <summary>Runs before each grant.</summary>
    public Func<Task>? Before { get; set; }

    public async ValueTask<CouponAnswer> Give(string tenant, CouponRequest request, CancellationToken cancellationToken = default)
    {
        if (Before is { } before)
            await before();
        lock (_gate)
        {
            var mine = _given.Where(g => g.Tenant == tenant).Select(g => g.Request).ToArray();
            if (mine.FirstOrDefault(g => g.Grant.Operation == request.Grant.Operation) is { } again)
                return new(CouponOutcome.Given, again.Grant);
            if (mine.FirstOrDefault(g => g.Grant.Cause == request.Grant.Cause) is { } paid)
                return new(CouponOutcome.CauseUsed, paid.Grant);
            if (mine.Any(g => g.Grant.At > request.Since && g.Persons.Intersect(request.Persons, StringComparer.Ordinal).Any()))
                return new(CouponOutcome.TooSoon, null);
            if (mine.Where(g => g.Grant.At >= request.DayStart).Sum(g => g.Grant.Amount) + request.Grant.Amount > request.Budget)
                return new(CouponOutcome.NoBudget, null);
            _given.Add((request, tenant));
            return new(CouponOutcome.Given, request.Grant);
        }
    }

    public ValueTask<IReadOnlyList<CouponGrant>> Read(string tenant, DateTimeOffset before, int limit, CancellationToken cancellationToken = default) =>
        new([.. Given.Take(limit)]);

    public ValueTask<decimal> SpentSince(string tenant, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        new(Given.Where(g => g.At >= since).Sum(g => g.Amount));
}
