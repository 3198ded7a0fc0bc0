using CustomerService.Core.Console;
using CustomerService.Storage.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Console;

/// <summary>Accounts, sessions and the audit log, whatever the database.</summary>
public abstract class ConsoleContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 11, 8, 0, 0, TimeSpan.Zero);
    private static readonly ConsoleAccount Amy = new("amy", "default", "小艾", "hash", ["agent"], ["presale"], 5);

    private ITestStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _storage = await Open();

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Accounts_AddedAndChanged_AreThereAfterReopening()
    {
        var accounts = Of<IAccounts>();
        (await accounts.Add(Amy, Token)).ShouldBeTrue();
        (await accounts.Add(Amy with { Name = "another" }, Token)).ShouldBeFalse();
        (await accounts.Replace(Amy with { IsDisabled = true, Capacity = 7 }, Token)).ShouldBeTrue();
        (await accounts.Replace(Amy with { Id = "nobody" }, Token)).ShouldBeFalse();
        await accounts.Add(Amy with { Id = "zoe", Tenant = "other" }, Token);
        await _storage.Reopen();

        accounts = Of<IAccounts>();
        var found = await accounts.Find("amy", Token);
        found!.ShouldSatisfyAllConditions(
            a => a.Name.ShouldBe("小艾"), a => a.IsDisabled.ShouldBeTrue(), a => a.Capacity.ShouldBe(7), a => a.Skills.ShouldBe(["presale"]));
        (await accounts.Of("default", Token)).Select(a => a.Id).ShouldBe(["amy"]);
        (await accounts.Find("nobody", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Sessions_UntilTheirEnd_AreFound()
    {
        var sessions = Of<ISessions>();
        var session = new ConsoleSession("hash-1", "amy", "guard", Now.AddHours(1));
        await sessions.Begin(session, Now, Token);
        await sessions.Begin(session with { TokenHash = "hash-2" }, Now, Token);
        await sessions.Begin(session with { TokenHash = "hash-3", Account = "bob" }, Now, Token);

        (await sessions.Find("hash-1", Now.AddMinutes(59), Token)).ShouldBe(session);
        (await sessions.Find("hash-1", Now.AddHours(1), Token)).ShouldBeNull();
        await sessions.End("hash-1", Token);
        (await sessions.Find("hash-1", Now, Token)).ShouldBeNull();
        await sessions.EndAll("amy", Token);
        (await sessions.Find("hash-2", Now, Token)).ShouldBeNull();
        (await sessions.Find("hash-3", Now, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Canned_Replaced_AreTheTenantsOwnAfterReopening()
    {
        var canned = Of<ICannedReplies>();
        (await canned.Of("default", Token)).ShouldBeNull();
        await canned.Replace("default", [new("nh", "问候", "您好")], Token);
        await canned.Replace("default", [new("zj", "结束", "再见"), new("nh", "问候", "您好\n请讲")], Token);
        await _storage.Reopen();

        canned = Of<ICannedReplies>();
        (await canned.Of("default", Token)).ShouldBe([new("zj", "结束", "再见"), new("nh", "问候", "您好\n请讲")]);
        (await canned.Of("other", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Audit_Entries_AreReadNewestFirstAndByTenant()
    {
        var audit = Of<IAuditLog>();
        for (var i = 0; i < 3; i++)
            await audit.Add("default", new(Now, "amy", "read_conversation", $"c{i}"), Token);
        await audit.Add("other", new(Now, "eve", "read_conversation", "x"), Token);

        var first = await audit.Read("default", long.MaxValue, 2, Token);
        var rest = await audit.Read("default", first[^1].Number, 2, Token);

        first.Select(e => e.Subject).ShouldBe(["c2", "c1"]);
        rest.Select(e => e.Subject).ShouldBe(["c0"]);
    }

    private protected abstract Task<ITestStorage> Open();

    private T Of<T>()
        where T : notnull => _storage.Services.GetRequiredService<T>();
}
