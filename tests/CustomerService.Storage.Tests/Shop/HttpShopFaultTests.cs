using CustomerService.Core.Commerce;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Storage.Tests.Shop;

public sealed class HttpShopFaultTests : IAsyncLifetime
{
    private const string Good = """{"levels": []}""";
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Total = TimeSpan.FromMilliseconds(800);

    private ShopServer _server = null!;
    private HttpShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ShopServer.Start();
        _shop = new HttpShop(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Levels_ShopIsSlow_TriesTwiceAndGivesUpWithinTheBudget()
    {
        _server.Hang();
        var before = _shop.Time.GetUtcNow();

        var asking = _shop.Levels("A");
        await _server.Next();
        _shop.Time.Advance(Attempt);
        await _server.Next();
        asking.IsCompleted.ShouldBeFalse();
        _shop.Time.Advance(Attempt);

        (await Failure(asking)).Reason.ShouldBe("timeout");
        (_shop.Time.GetUtcNow() - before).ShouldBeLessThan(Total);
        _server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Levels_BodyDrips_IsAsLateAsNoAnswer()
    {
        var begun = new TaskCompletionSource();
        _server.Answer = async context =>
        {
            await context.Response.WriteAsync("{\"levels\": [");
            await context.Response.Body.FlushAsync();
            begun.TrySetResult();
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
            await gone.Task;
        };

        var asking = _shop.Levels("A");
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await _server.Next();
        _shop.Time.Advance(Attempt);
        await _server.Next();
        _shop.Time.Advance(Attempt);

        (await Failure(asking)).Reason.ShouldBe("timeout");
    }

    [Fact]
    public async Task Levels_FailsOnceThenAnswers_IsAnswered()
    {
        _server.Answer = context =>
        {
            if (_server.Requests.Count == 1)
            {
                context.Response.StatusCode = 500;
                context.Response.Headers.RetryAfter = "60";
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(Good);
        };

        (await _shop.Levels("A")).ShouldBeEmpty();
        _server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(500, "status_500", 2)]
    [InlineData(503, "status_503", 2)]
    [InlineData(404, "status_404", 1)]
    [InlineData(401, "status_401", 1)]
    public async Task Levels_Status_NamesItAndRepeatsWhatMayPass(int status, string reason, int requests)
    {
        _server.Json("{}", status);

        (await Failure(_shop.Levels("A"))).Reason.ShouldBe(reason);
        _server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Levels_Redirect_IsNotFollowedWithTheToken()
    {
        _server.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        (await Failure(_shop.Levels("A"))).Reason.ShouldBe("status_302");
        _server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Levels_ShopIsDown_IsUnavailable()
    {
        await _server.Stop();

        var failure = await Failure(_shop.Levels("A"));

        (failure.Operation, failure.Reason).ShouldBe(("stock", "connection"));
    }

    [Fact]
    public async Task Levels_ConnectionBreaksInTheBody_IsRepeated()
    {
        _server.Answer = async context =>
        {
            if (_server.Requests.Count > 1)
            {
                await context.Response.WriteAsync(Good);
                return;
            }
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        (await _shop.Levels("A")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Levels_AnswerIsHuge_IsCutOff(bool lengthIsTold)
    {
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)' ');
        _server.Answer = async context =>
        {
            if (lengthIsTold)
                context.Response.ContentLength = 1024L * chunk.Length;
            try
            {
                for (var i = 0; i < 1024; i++)
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The caller has hung up, as it should.
            }
        };

        (await Failure(_shop.Levels("A"))).Reason.ShouldBe("too_large");
    }

    [Fact]
    public async Task Levels_ShopFailsAgainAndAgain_IsLeftAloneAndAskedLater()
    {
        _server.Json("{}", 500);
        for (var i = 0; i < 4; i++)
            (await Failure(_shop.Levels("A"))).Reason.ShouldBe("status_500");
        var requests = _server.Requests.Count;

        (await Failure(_shop.Levels("A"))).Reason.ShouldBe("circuit_open");
        _server.Requests.Count.ShouldBe(requests);

        _server.Json(Good);
        _shop.Time.Advance(TimeSpan.FromSeconds(5));
        (await _shop.Levels("A")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_ShopFails_IsNotRepeatedAndTheOutcomeUnknown()
    {
        _server.Json("{}", 500);

        (await Failure(Change())).Operation.ShouldBe("order-changes");
        _server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Change_ShopIsSlow_HasTheWholeTimeForItsOneAttempt()
    {
        _server.Hang();
        var changing = Change();
        await _server.Next();
        _shop.Time.Advance(Attempt);
        changing.IsCompleted.ShouldBeFalse();
        _shop.Time.Advance(Total - Attempt);

        (await Failure(changing)).Reason.ShouldBe("timeout");
        _server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Levels_CallerGivesUp_IsCancelledAndNotUnavailable()
    {
        _server.Hang();
        using var caller = new CancellationTokenSource();
        var asking = _shop.Stock.Levels(HttpShop.Tenant, ["A"], caller.Token).AsTask();
        await _server.Next();

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Failures_OfEveryKind_TellNothingOfPersons()
    {
        const string OrderId = "202611150023";
        const string Member = "shopper-secret";
        var none = TestContext.Current.CancellationToken;
        var failures = new List<ShopUnavailableException>();
        foreach (var (body, status) in new[] { ("{}", 500), ($"{{\"orders\": \"{OrderId} {Member}\"}}", 200), (OrderId, 404) })
        {
            _server.Json(body, status);
            failures.Add(await Failure(_shop.Orders.Find(HttpShop.Tenant, OrderId, none).AsTask()));
            failures.Add(await Failure(_shop.Orders.OfMember(HttpShop.Tenant, Member, 3, none).AsTask()));
            failures.Add(await Failure(Change()));
        }

        _shop.Logs.Lines.ShouldNotBeEmpty();
        foreach (var text in _shop.Logs.Lines.Concat(failures.Select(f => f.ToString())))
        {
            text.ShouldNotContain(OrderId);
            text.ShouldNotContain(Member);
            text.ShouldNotContain("文三路");
            text.ShouldNotContain("secret-token");
        }
    }

    private Task<OrderChangeOutcome> Change() => _shop.Orders.Change(
        HttpShop.Tenant, new("op", "202611150023", OrderChangeKind.Address, "文三路88号"), TestContext.Current.CancellationToken).AsTask();

    private static async Task<ShopUnavailableException> Failure(Task asking) =>
        await Should.ThrowAsync<ShopUnavailableException>(() => asking);
}
