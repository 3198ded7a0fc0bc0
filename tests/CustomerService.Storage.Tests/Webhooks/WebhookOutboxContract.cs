using CustomerService.Core.Webhooks;
using CustomerService.Storage.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Webhooks;

/// <summary>What the outbox of webhooks does on every database.</summary>
public abstract class WebhookOutboxContract : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private ITestStorage _storage = null!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected IWebhookOutbox Outbox => _storage.Services.GetRequiredService<IWebhookOutbox>();

    private DateTimeOffset Now => _storage.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _storage = await Open();

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Add_KnownIdOfTheEndpoint_ChangesNothingAlsoAfterItWasSent()
    {
        await Put("anna", 1);
        await Put("anna", 1);
        var taken = (await Take()).ShouldHaveSingleItem();
        taken.ShouldBe(Delivery("anna", 1) with { Number = taken.Number, Since = Now, Attempts = 1 });
        await Outbox.Sent(taken, Token);

        await _storage.Reopen();
        await Put("anna", 1);

        (await Take()).ShouldBeEmpty();
        await Outbox.Add([Delivery("anna", 1) with { Endpoint = "orders" }], Token);
        (await Take("orders")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_SeveralOfAConversation_GivesTheFirstUntilItIsSent()
    {
        await Put("anna", 1, 2, 3);
        await Put("ben", 4);

        var first = await Take();
        first.Select(d => d.Id).ShouldBe(["msg_1", "msg_4"]);
        (await Take()).ShouldBeEmpty();
        await Outbox.Sent(first[0], Token);

        var second = (await Take()).ShouldHaveSingleItem();
        second.Id.ShouldBe("msg_2");
        await Outbox.Sent(second, Token);
        (await Take()).ShouldHaveSingleItem().Id.ShouldBe("msg_3");
    }

    [Fact]
    public async Task Failed_WithATime_HoldsBackItsConversationAlone()
    {
        await Put("anna", 1, 2);
        var failed = (await Take()).ShouldHaveSingleItem();
        await Outbox.Failed(failed, "status 500", Now.AddSeconds(30), Token);
        await Put("anna", 3);
        await Put("ben", 4);

        (await Take()).ShouldHaveSingleItem().Id.ShouldBe("msg_4");
        _storage.Time.Advance(TimeSpan.FromSeconds(29));
        (await Take()).Select(d => d.Id).ShouldBe(["msg_4"], "its lease is over, and nothing else is due");
        _storage.Time.Advance(TimeSpan.FromSeconds(1));
        var again = (await Take()).ShouldHaveSingleItem();
        (again.Id, again.Attempts).ShouldBe(("msg_1", 2));
        await Outbox.Sent(again, Token);
        (await Take()).ShouldHaveSingleItem().Id.ShouldBe("msg_2");
    }

    [Fact]
    public async Task Take_LeaseIsOver_GivesTheSameAgain()
    {
        await Put("anna", 1, 2);
        var lost = (await Take()).ShouldHaveSingleItem();
        await _storage.Reopen();

        _storage.Time.Advance(Lease - TimeSpan.FromTicks(1));
        (await Take()).ShouldBeEmpty();
        _storage.Time.Advance(TimeSpan.FromTicks(1));

        var again = (await Take()).ShouldHaveSingleItem();
        again.ShouldBe(lost with { Attempts = 2 });
    }

    [Fact]
    public async Task Failed_AfterSomebodyElseTookIt_ChangesNothing()
    {
        await Put("anna", 1);
        var slow = (await Take()).ShouldHaveSingleItem();
        _storage.Time.Advance(Lease);
        var second = (await Take()).ShouldHaveSingleItem();

        await Outbox.Failed(slow, "timeout", null, Token);

        (await Outbox.Dead(null, 10, Token)).ShouldBeEmpty();
        (await Take()).ShouldBeEmpty();
        // That it was delivered after all is true whoever says so.
        await Outbox.Sent(slow, Token);
        await Outbox.Failed(second, "timeout", Now, Token);
        (await Take()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sent_OfOneThatSomebodyElseSent_LeavesTheNextToWhoHasIt()
    {
        await Put("anna", 1, 2);
        var slow = (await Take()).ShouldHaveSingleItem();
        _storage.Time.Advance(Lease);
        await Outbox.Sent((await Take()).ShouldHaveSingleItem(), Token);
        (await Take()).ShouldHaveSingleItem().Id.ShouldBe("msg_2");

        await Outbox.Sent(slow, Token);

        (await Take()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_WithoutATime_IsDeadAndTheNextIsDue()
    {
        await Put("anna", 1, 2);
        await Outbox.Failed((await Take()).ShouldHaveSingleItem(), "status 500", null, Token);

        (await Take()).ShouldHaveSingleItem().Id.ShouldBe("msg_2");
        var dead = (await Outbox.Dead("shop", 10, Token)).ShouldHaveSingleItem();
        dead.ShouldBe(new DeadDelivery(dead.Number, "crm", "msg_1", "shop.web.anna", WebhookTypes.Closed, "status 500", 1, Now));
        (await Outbox.Show(null, dead.Number, Token))!.Body.ShouldBe("{\"n\":1}");
        (await Outbox.Queues("shop", Token)).ShouldBe([new WebhookQueue("crm", 1, Now, 1, false)]);

        // Another tenant has none of it.
        (await Outbox.Dead("other", 10, Token)).ShouldBeEmpty();
        (await Outbox.Queues("other", Token)).ShouldBeEmpty();
        (await Outbox.Show("other", dead.Number, Token)).ShouldBeNull();
        (await Outbox.Retry("other", dead.Number, Token)).ShouldBeFalse();
        (await Outbox.Drop("other", dead.Number, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Retry_Dead_IsDueWithANewAgeUnderItsId()
    {
        await Put("anna", 1);
        await Outbox.Failed((await Take()).ShouldHaveSingleItem(), "status 500", null, Token);
        var number = (await Outbox.Dead(null, 10, Token)).ShouldHaveSingleItem().Number;
        _storage.Time.Advance(TimeSpan.FromHours(1));

        (await Outbox.Retry("shop", number, Token)).ShouldBeTrue();

        var again = (await Take()).ShouldHaveSingleItem();
        again.ShouldBe(Delivery("anna", 1) with { Number = number, Since = Now, Attempts = 1 });
        (await Outbox.Retry("shop", number, Token)).ShouldBeFalse();
        (await Outbox.Dead(null, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Drop_Dead_IsForgotten()
    {
        await Put("anna", 1);
        (await Outbox.Drop(null, (await Take()).ShouldHaveSingleItem().Number, Token)).ShouldBeFalse("it is not dead");
        _storage.Time.Advance(Lease);
        var taken = (await Take()).ShouldHaveSingleItem();
        await Outbox.Failed(taken, "status 500", null, Token);

        (await Outbox.Drop("shop", taken.Number, Token)).ShouldBeTrue();

        (await Outbox.Dead(null, 10, Token)).ShouldBeEmpty();
        (await Outbox.Queues(null, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Disable_Endpoint_IsKeptWithItsAddressUntilEnabled()
    {
        (await Outbox.DisabledFor("crm", Token)).ShouldBeNull();
        await Outbox.Disable("shop", "crm", "https://old.example/", Token);
        await Outbox.Disable("shop", "crm", "https://crm.example/", Token);
        await _storage.Reopen();

        (await Outbox.DisabledFor("crm", Token)).ShouldBe("https://crm.example/");
        (await Outbox.Queues("shop", Token)).ShouldBe([new WebhookQueue("crm", 0, null, 0, true)]);
        (await Outbox.Enable("other", "crm", Token)).ShouldBeFalse();
        (await Outbox.Enable("shop", "crm", Token)).ShouldBeTrue();
        (await Outbox.DisabledFor("crm", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Forget_OldOnes_TakesWhatIsDoneAndWhatNobodySends()
    {
        await Put("anna", 1);
        await Outbox.Sent((await Take()).ShouldHaveSingleItem(), Token);
        await Put("ben", 2);
        _storage.Time.Advance(TimeSpan.FromDays(1));
        await Put("carl", 3);

        (await Outbox.Forget(Now, Token)).ShouldBe(2);
        (await Outbox.Forget(Now, Token)).ShouldBe(0);
        (await Take()).ShouldHaveSingleItem().Id.ShouldBe("msg_3");
    }

    private protected abstract Task<ITestStorage> Open();

    private protected static WebhookDelivery Delivery(string shopper, int n) =>
        new("crm", $"msg_{n}", "shop", $"shop.web.{shopper}", WebhookTypes.Closed, $"{{\"n\":{n}}}");

    private protected async Task Put(string shopper, params int[] numbers)
    {
        foreach (var n in numbers)
            await Outbox.Add([Delivery(shopper, n)], Token);
    }

    private protected async Task<IReadOnlyList<WebhookDelivery>> Take(string endpoint = "crm") =>
        [.. (await Outbox.Take(endpoint, Lease, 10, Token)).OrderBy(d => d.Number)];
}
