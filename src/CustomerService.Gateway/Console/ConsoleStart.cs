using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Configuration;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Gateway.Console;

/// <summary>The account that a first start makes for each tenant, so that somebody can log in.</summary>
public sealed class FirstAccounts
{
    /// <summary>Id and password of what this start made; empty at later starts. Only hashes are stored.</summary>
    public IReadOnlyList<(string Id, string Password)> Made { get; internal set; } = [];
}

/// <summary>Makes the first account of each tenant that has none: it may do everything.</summary>
internal sealed class ConsoleStart(
    IAccounts accounts, Passwords passwords, FirstAccounts first, DeskSetting desk, IOptions<GatewayOptions> gateway,
    IOptions<ConsoleOptions> options) : IHostedService
{
    private const string Name = "小星";
    private const int Capacity = 5;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody could log in with it.
        if (!options.Value.LocalLogin)
            return;
        var made = new List<(string, string)>();
        foreach (var tenant in gateway.Value.ServedTenants)
        {
            if ((await accounts.Of(tenant, cancellationToken)).Count > 0)
                continue;
            var password = options.Value.FirstPassword is { Length: > 0 } chosen ? chosen : Passwords.Create();
            var id = tenant == gateway.Value.DefaultTenant ? "admin" : $"admin.{tenant}"[..Math.Min(32, tenant.Length + 6)];
            var account = new ConsoleAccount(
                id, tenant, Name, passwords.Hash(password), [.. ConsoleRoles.All], [.. desk.Skills.Select(s => s.Id)], Capacity);
            if (await accounts.Add(account, cancellationToken))
                made.Add((id, password));
        }
        first.Made = made;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
