using CustomerService.Core.Care;

namespace CustomerService.Storage.Tests.Care;

/// <summary>What every ledger of coupons holds to. Each test has a tenant of its own.</summary>
public abstract class CouponLedgerContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 11, 8, 0, 0, TimeSpan.Zero);
    private readonly string _tenant = "t-" + Guid.NewGuid().ToString("N")[..12];

    private const decimal Budget = 25;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Task<ICouponLedger> Open();

    [Fact]
    public async Task Give_SameOperationAgain_IsTheFirstCoupon()
    {
        var ledger = await Open();
        var first = await ledger.Give(_tenant, Request(1), Token);

        var again = await ledger.Give(_tenant, Request(1) with { Grant = Grant(1) with { Code = "CARE-OTHER", Cause = "another", Amount = 9 } }, Token);

        first.ShouldBe(new CouponAnswer(CouponOutcome.Given, Grant(1)));
        again.ShouldBe(first);
        (await ledger.Read(_tenant, DateTimeOffset.MaxValue, 10, Token)).ShouldBe([Grant(1)]);
    }

    [Fact]
    public async Task Give_CausePaidForByAnotherOperation_GivesNothing()
    {
        var ledger = await Open();
        await ledger.Give(_tenant, Request(1), Token);

        var answer = await ledger.Give(_tenant, Request(2, "member:b") with { Grant = Grant(2) with { Cause = "cause-1" } }, Token);

        answer.ShouldBe(new CouponAnswer(CouponOutcome.CauseUsed, Grant(1)));
        (await ledger.SpentSince(_tenant, Now, Token)).ShouldBe(10.5m);
    }

    [Fact]
    public async Task Give_PersonKnownByAnyOfTheirNames_GetsOneInTheWindow()
    {
        var ledger = await Open();
        await ledger.Give(_tenant, Request(1, "shopper:web", "member:a"), Token);

        (await ledger.Give(_tenant, Request(2, "shopper:wechat", "member:a"), Token)).Outcome.ShouldBe(CouponOutcome.TooSoon);
        (await ledger.Give(_tenant, Request(3, "shopper:web", "member:second-account"), Token)).Outcome.ShouldBe(CouponOutcome.TooSoon);
        (await ledger.Give(_tenant, Request(4, "shopper:web") with { Since = Now }, Token)).Outcome.ShouldBe(CouponOutcome.Given);
        (await ledger.Give(_tenant, Request(5, "shopper:wechat") with { Budget = 100 }, Token)).Outcome.ShouldBe(CouponOutcome.Given);
    }

    [Fact]
    public async Task Give_BudgetOfTheDay_IsNeverExceededAndCountsAnewTheNextDay()
    {
        var ledger = await Open();
        for (var i = 1; i <= 4; i++)
            await ledger.Give(_tenant, Request(i, $"member:{i}"), Token);

        (await ledger.SpentSince(_tenant, Now, Token)).ShouldBe(21m);
        (await ledger.Give(_tenant, Request(5, "member:5"), Token)).Outcome.ShouldBe(CouponOutcome.NoBudget);
        (await ledger.Give(_tenant, Request(6, "member:6") with { DayStart = Now.AddDays(1) }, Token)).Outcome.ShouldBe(CouponOutcome.Given);
    }

    [Fact]
    public async Task Give_OnePersonInManyConversationsAtOnce_GetsOne()
    {
        var ledger = await Open();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await ledger.Give(_tenant, Request(i, $"shopper:{i}", "member:a"), Token), Token)));

        answers.Count(a => a.Outcome == CouponOutcome.Given).ShouldBe(1);
        answers.Count(a => a.Outcome == CouponOutcome.TooSoon).ShouldBe(19);
    }

    [Fact]
    public async Task Give_ManyPersonsAtOnce_StayWithinTheBudget()
    {
        var ledger = await Open();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await ledger.Give(_tenant, Request(i, $"member:{i}"), Token), Token)));

        // 25 yuan allow two of 10.5.
        answers.Count(a => a.Outcome == CouponOutcome.Given).ShouldBe(2);
        (await ledger.SpentSince(_tenant, Now, Token)).ShouldBe(21m);
    }

    [Fact]
    public async Task Read_AnotherTenant_SeesNothing()
    {
        var ledger = await Open();
        await ledger.Give(_tenant, Request(1), Token);

        (await ledger.Read(_tenant + "x", DateTimeOffset.MaxValue, 10, Token)).ShouldBeEmpty();
        (await ledger.SpentSince(_tenant + "x", Now, Token)).ShouldBe(0);
        (await ledger.Give(_tenant + "x", Request(1) with { Grant = Grant(1) with { Code = Grant(1).Code + "X" } }, Token)).Outcome.ShouldBe(CouponOutcome.Given);
    }

    private CouponRequest Request(int number, params string[] persons) =>
        new(Grant(number), persons.Length > 0 ? persons : ["member:a"], Now.AddDays(-30), Now, Budget);

    private CouponGrant Grant(int number) => new(
        $"CARE-{_tenant}-{number}", $"operation-{number}", $"cause-{number}", "关怀券", 10.5m, 0, Now, Now.AddDays(30), "bot", "t.web.s");
}
