using System.Globalization;
using CustomerService.Cluster.Tests.Support;
using CustomerService.Core.Webhooks;
using CustomerService.Grains.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Cluster.Tests.Webhooks;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private const string OtherSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly DataFolder _folder = new();
    private WebhookReceiver _crm = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _crm = await WebhookReceiver.Start();

    public async ValueTask DisposeAsync()
    {
        await _crm.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Send_Event_IsSignedByBothSecretsWithIdAndTime()
    {
        var options = SenderRig.To(_crm.Address);
        options.Endpoints["crm"].Secrets = [WebhookReceiver.Secret, OtherSecret];
        await using var rig = await Rig(options);

        await rig.Raise("anna", "one");

        var received = await _crm.Next();
        WebhookReceiver.IsSigned(received, WebhookReceiver.Secret).ShouldBeTrue();
        WebhookReceiver.IsSigned(received, OtherSecret).ShouldBeTrue();
        WebhookReceiver.IsSigned(received with { Body = received.Body + " " }, OtherSecret).ShouldBeFalse();
        received.Id.ShouldStartWith("msg_");
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Timestamp, CultureInfo.InvariantCulture));
        (TimeProvider.System.GetUtcNow() - sent).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5), "a receiver refuses what is older");
        received.Type.ShouldBe(WebhookTypes.Closed);
        received.Data.GetProperty("code").GetString().ShouldBe("one");
    }

    [Fact]
    public async Task Send_OneConversationFails_ItsLaterOnesWaitAndOthersGoOn()
    {
        var fails = 3;
        var failed = new TaskCompletionSource();
        _crm.Answer = (r, http) =>
        {
            if (r.Data.GetProperty("code").GetString() == "anna-1" && Interlocked.Decrement(ref fails) >= 0)
            {
                http.Response.StatusCode = 500;
                failed.TrySetResult();
            }
            return Task.CompletedTask;
        };
        await using var rig = await Rig();
        await rig.Raise("anna", "anna-1");
        await failed.Task.WaitAsync(Token);
        foreach (var operation in new[] { "anna-2", "anna-3" })
            await rig.Raise("anna", operation);
        for (var n = 1; n <= 20; n++)
            await rig.Raise($"s{n}", $"other-{n}");

        await _crm.Until(r => Code(r) == "anna-3");
        await All(24 + 2);

        var anna = _crm.All.Where(r => r.Conversation == "default.web.anna").ToArray();
        anna.Select(Code).ShouldBe(["anna-1", "anna-1", "anna-1", "anna-1", "anna-2", "anna-3"]);
        anna.Take(4).Select(r => r.Id).Distinct().Count().ShouldBe(1, "an event keeps its id");
        _crm.All.Count(r => Code(r).StartsWith("other", StringComparison.Ordinal)).ShouldBe(20);
    }

    [Fact]
    public async Task Send_OneConversationHangs_OthersGoOn()
    {
        var go = new TaskCompletionSource();
        _crm.Answer = (r, _) => Code(r) == "slow" ? go.Task : Task.CompletedTask;
        await using var rig = await Rig();
        await rig.Raise("anna", "slow");
        await _crm.Until(r => Code(r) == "slow");
        await rig.Raise("anna", "after");

        for (var n = 1; n <= 20; n++)
            await rig.Raise("ben", $"ben-{n}");
        await _crm.Until(r => Code(r) == "ben-20");

        _crm.All.Select(Code).ShouldNotContain("after");
        go.SetResult();
        await _crm.Until(r => Code(r) == "after");
        _crm.All.Where(r => r.Conversation == "default.web.ben").Select(Code).ShouldBe(Enumerable.Range(1, 20).Select(n => $"ben-{n}"));
    }

    [Fact]
    public async Task Send_EndpointIsDown_ArrivesWhenItIsBackInOrder()
    {
        var address = _crm.Address;
        await _crm.DisposeAsync();
        await using var rig = await Rig(SenderRig.To(address));
        foreach (var operation in new[] { "one", "two", "three" })
            await rig.Raise("anna", operation);
        await Attempted(rig, 2);

        _crm = await WebhookReceiver.Start(address.Port);

        foreach (var operation in new[] { "one", "two", "three" })
            Code(await _crm.Next()).ShouldBe(operation);
    }

    [Fact]
    public async Task Send_Gone_DisablesTheEndpointUntilItIsEnabled()
    {
        _crm.Answer = (_, http) =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await using var rig = await Rig();
        await rig.Raise("anna", "one");
        await rig.Log.Until(3041);
        await rig.Raise("ben", "two");
        (await rig.Outbox.Queues(null, Token)).ShouldHaveSingleItem().Disabled.ShouldBeTrue();
        _crm.All.Count.ShouldBe(1);
        _crm.Answer = (_, _) => Task.CompletedTask;

        (await rig.Outbox.Enable("default", "crm", Token)).ShouldBeTrue();

        await All(3);
        _crm.All.Skip(1).Select(Code).Order(StringComparer.Ordinal).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Send_GoneFromAnAddressThatTheSettingsChange_GoesToTheNewOne()
    {
        await using (var rig = await Rig())
        {
            await rig.Outbox.Disable("default", "crm", _crm.Address.ToString(), Token);
            await rig.Raise("anna", "one");
        }
        await using var moved = await Rig(SenderRig.To(new(_crm.Address, "/new")));

        (await _crm.Next()).Path.ShouldBe("/new");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Send_AskedToWait_LeavesTheEndpointAlone(int status)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var first = true;
        _crm.Answer = (_, http) =>
        {
            if (first)
            {
                first = false;
                http.Response.StatusCode = status;
                http.Response.Headers.RetryAfter = "60";
            }
            return Task.CompletedTask;
        };
        var options = SenderRig.To(_crm.Address);
        options.LongestWait = TimeSpan.FromHours(1);
        await using var rig = new SenderRig(_folder, options, time);
        await rig.Run();
        await rig.Raise("anna", "one");
        await Attempted(rig, 1);
        var (asked, looks) = (time.GetUtcNow(), rig.Outbox.Looks);
        await rig.Raise("ben", "two");

        await Advance(time, () => rig.Outbox.Looks > looks);
        (time.GetUtcNow() - asked).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
        await Advance(time, () => _crm.All.Count == 3);

        _crm.All.Skip(1).Select(Code).Order(StringComparer.Ordinal).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Send_FailsUntilItIsTooOld_IsDeadAndCanBeSentAgain()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        _crm.Answer = (_, http) =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var options = SenderRig.To(_crm.Address);
        // The clock runs by minutes here, and the answers do not.
        options.Timeout = TimeSpan.FromDays(1);
        await using var rig = await new SenderRig(_folder, options, time).Run();
        await rig.Raise("anna", "one");
        var died = rig.Log.Until(3042);
        for (var n = 1; !died.IsCompleted; n++)
        {
            // Each attempt is noted before the clock goes on.
            await Advance(time, () => died.IsCompleted || rig.Outbox.Failures >= n, TimeSpan.FromMilliseconds(100));
            time.Advance(TimeSpan.FromMinutes(10));
        }
        var dead = (await rig.Outbox.Dead("default", 10, Token)).ShouldHaveSingleItem();
        dead.Reason.ShouldBe("status 500");
        dead.Attempts.ShouldBeGreaterThan(2);
        var id = _crm.All.Select(r => r.Id).Distinct().ShouldHaveSingleItem();
        var before = _crm.All.Count;
        _crm.Answer = (_, _) => Task.CompletedTask;

        (await rig.Outbox.Retry("default", dead.Number, Token)).ShouldBeTrue();
        await Advance(time, () => _crm.All.Count > before);

        _crm.All.Last().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Send_ProcessDiesBetweenDueAndSent_NextOneSendsItUnderTheSameId()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        WebhookDelivery lost;
        await using (var dying = new SenderRig(_folder, SenderRig.To(_crm.Address), time))
        {
            // Its sender does not run: it has taken the delivery, and is gone before it sends it.
            await dying.Raise("anna", "one");
            await dying.Raise("anna", "two");
            lost = (await dying.Outbox.Take("crm", TimeSpan.FromSeconds(25), 10, Token)).ShouldHaveSingleItem();
        }
        await using var next = await new SenderRig(_folder, SenderRig.To(_crm.Address), time).Run();
        await Looked(next, time);
        _crm.All.ShouldBeEmpty("its lease runs");

        await Advance(time, () => _crm.All.Count == 2);

        _crm.All.Select(Code).ShouldBe(["one", "two"]);
        _crm.All.First().Id.ShouldBe(lost.Id);
    }

    [Fact]
    public async Task Send_ProcessDiesBeforeItNotedTheAnswer_SendsAgainUnderTheSameId()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using (var dying = await new SenderRig(_folder, SenderRig.To(_crm.Address), time).Run())
        {
            dying.Outbox.BeforeSent = () => throw new IOException("The process is gone.");
            await dying.Raise("anna", "one");
            await _crm.Next();
            await dying.Log.Until(3040);
        }
        await using var next = await new SenderRig(_folder, SenderRig.To(_crm.Address), time).Run();

        await Advance(time, () => _crm.All.Count == 2);

        _crm.All.Select(r => r.Id).Distinct().Count().ShouldBe(1);
        _crm.All.Select(r => r.Body).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Send_StoppedWhileTheEndpointThinks_IsDueAtOnceForTheNext()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var first = true;
        _crm.Answer = (_, http) => !Interlocked.Exchange(ref first, false) ? Task.CompletedTask : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        var stopped = await new SenderRig(_folder, SenderRig.To(_crm.Address), time).Run();
        await stopped.Raise("anna", "one");
        await _crm.Next();
        await Stop(stopped, time);

        await using var next = await new SenderRig(_folder, SenderRig.To(_crm.Address), time).Run();

        (await _crm.Next()).Id.ShouldBe(_crm.All.First().Id);
    }

    [Fact]
    public async Task Send_AnsweredWhileTheSenderStops_IsNotSentAgain()
    {
        var go = new TaskCompletionSource();
        _crm.Answer = (_, _) => go.Task;
        var stopped = await Rig();
        await stopped.Raise("anna", "one");
        await _crm.Next();
        var stop = stopped.DisposeAsync().AsTask();
        stop.IsCompleted.ShouldBeFalse();
        go.SetResult();
        await stop;

        await using var next = await Rig();
        await next.Raise("anna", "two");

        await _crm.Until(r => Code(r) == "two");
        _crm.All.Select(Code).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        await using var elsewhere = await WebhookReceiver.Start();
        _crm.Answer = (_, http) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = elsewhere.Address.ToString();
            return Task.CompletedTask;
        };
        await using var rig = await Rig();

        await rig.Raise("anna", "one");
        await Attempted(rig, 2);

        elsewhere.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_EndlessAnswer_IsReadToALimitAndCounts()
    {
        _crm.Answer = async (_, http) =>
        {
            http.Response.StatusCode = 200;
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[4096], http.RequestAborted);
        };
        await using var rig = await Rig();

        await rig.Raise("anna", "one");
        await rig.Raise("anna", "two");

        await _crm.Until(r => Code(r) == "two");
    }

    [Fact]
    public async Task Send_AnswerNeverComes_IsATimeoutAndTriedAgain()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        _crm.Answer = (_, http) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        var rig = await new SenderRig(_folder, SenderRig.To(_crm.Address), time).Run();
        await rig.Raise("anna", "one");
        await _crm.Next();

        await Advance(time, () => _crm.All.Count == 2);
        await Stop(rig, time);
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]")]
    public async Task Send_AddressOfTheOwnNetwork_IsRefusedWhenItConnects(string host)
    {
        var options = SenderRig.To(new($"{host}:{_crm.Address.Port}/hook"));
        options.Endpoints["crm"].AllowPrivateAddresses = false;
        options.GiveUpAfter = TimeSpan.Zero;
        await using var rig = await Rig(options);

        await rig.Raise("anna", "one");
        await rig.Log.Until(3042);

        (await rig.Outbox.Dead(null, 10, Token)).ShouldHaveSingleItem().Reason.ShouldBe("not a public address");
        _crm.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Raise_NobodyWantsTheType_WritesNothing()
    {
        var options = SenderRig.To(_crm.Address);
        options.Endpoints["crm"].Events = [WebhookTypes.Rated];
        await using var rig = new SenderRig(_folder, options, TimeProvider.System);
        rig.Outbox.BeforeAdd = () => throw new IOException("Something is written.");

        await rig.Raise("anna", "one");
        await rig.Raise("anna", "one", WebhookTypes.MessageReceived);

        await Should.ThrowAsync<IOException>(() => rig.Raise("anna", "one", WebhookTypes.Rated));
    }

    private static string Code(Received received) => received.Data.GetProperty("code").GetString()!;

    private Task<SenderRig> Rig(WebhookOptions? options = null) => new SenderRig(_folder, options ?? SenderRig.To(_crm.Address), TimeProvider.System).Run();

    private async Task All(int count)
    {
        while (_crm.All.Count < count)
            await _crm.Next();
    }

    // Until so many attempts in vain are noted.
    private static Task Attempted(SenderRig rig, int attempts) => Poll(() => Task.FromResult(rig.Outbox.Failures >= attempts));

    // Lets the sender look at its outbox a few times.
    private static async Task Looked(SenderRig rig, FakeTimeProvider time)
    {
        var looks = rig.Outbox.Looks;
        await Poll(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            return Task.FromResult(rig.Outbox.Looks > looks);
        });
    }

    private static Task Advance(FakeTimeProvider time, Func<bool> until, TimeSpan? by = null) => Poll(() =>
    {
        time.Advance(by ?? TimeSpan.FromSeconds(1));
        return Task.FromResult(until());
    });

    // With a delivery on its way, whose time to be answered only a clock that goes on ends.
    private static async Task Stop(SenderRig rig, FakeTimeProvider time)
    {
        var stop = rig.DisposeAsync().AsTask();
        await Advance(time, () => stop.IsCompleted);
        await stop;
    }

    private static async Task Poll(Func<Task<bool>> until)
    {
        while (!await until())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
    }
}
