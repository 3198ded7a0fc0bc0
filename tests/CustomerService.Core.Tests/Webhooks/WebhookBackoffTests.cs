using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Tests.Webhooks;

public sealed class WebhookBackoffTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookBackoff Backoff = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), TimeSpan.FromDays(1));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(11, 3600)]
    [InlineData(10_000, 3600)]
    public void Next_AfterAttempts_IsHalfToWholeOfADoublingWait(int attempts, double longest)
    {
        var waits = Enumerable.Range(0, 200).Select(i => (Backoff.Next(Delivery($"msg_{i}", attempts), null, Now)!.Value - Now).TotalSeconds).ToArray();

        waits.ShouldAllBe(w => w >= longest / 2 && w <= longest);
        // Spread over the range, so that those that failed together do not come back together.
        (waits.Max() - waits.Min()).ShouldBeGreaterThan(longest / 2 * 0.9);
    }

    [Fact]
    public void Next_AskedToWaitLonger_WaitsSoLongUpToTheLongest()
    {
        Backoff.Next(Delivery("a", 1), TimeSpan.FromMinutes(10), Now).ShouldBe(Now.AddMinutes(10));
        Backoff.Next(Delivery("a", 1), TimeSpan.FromDays(365), Now).ShouldBe(Now.AddHours(1));
        Backoff.Next(Delivery("a", 1), TimeSpan.FromSeconds(-5), Now)!.Value.ShouldBeGreaterThan(Now);
    }

    [Fact]
    public void Next_OldEnough_IsGivenUp()
    {
        Backoff.Next(Delivery("a", 40) with { Since = Now.AddDays(-1).AddSeconds(1) }, null, Now).ShouldNotBeNull();
        Backoff.Next(Delivery("a", 40) with { Since = Now.AddDays(-1) }, null, Now).ShouldBeNull();
    }

    private static WebhookDelivery Delivery(string id, int attempts) =>
        new("crm", id, "default", "default.web.anna", WebhookTypes.Closed, "{}") { Attempts = attempts, Since = Now };
}
