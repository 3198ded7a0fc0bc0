using System.Text.Json.Nodes;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Console;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>A host of two tenants, each with an account of every role and a conversation that an agent has.</summary>
public sealed class TwoTenants : IAsyncLifetime
{
    public const string FirstPassword = "a password of the walk";

    internal ShopHost Shop { get; } = new(
        "--Gateway:Tenants:0=default", "--Gateway:Tenants:1=other", "--Shop:Tenants:0=default", "--Shop:Tenants:1=other",
        "--Console:FirstPassword=" + FirstPassword);

    internal TenantSide Mine { get; private set; } = null!;

    internal TenantSide Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        Mine = await TenantSide.Fill(Shop, "default", "admin");
        Other = await TenantSide.Fill(Shop, "other", "admin.other");
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

/// <summary>What a tenant has that nobody of another may see. Every text of it holds the tenant's mark.</summary>
/// <param name="Mark">Stands in each of its texts and in nobody else's.</param>
/// <param name="Conversation">With an agent, noted, and given a coupon.</param>
/// <param name="Account">An account of it.</param>
/// <param name="Roles">A login for each role.</param>
internal sealed record TenantSide(string Mark, string Conversation, string Account, IReadOnlyDictionary<string, ConsoleClient> Roles)
{
    public static async Task<TenantSide> Fill(ShopHost shop, string tenant, string first)
    {
        var mark = $"mark-of-{tenant}";
        var admin = await ConsoleClient.LogIn(shop.Http, first, TwoTenants.FirstPassword);
        var roles = new Dictionary<string, ConsoleClient>(StringComparer.Ordinal);
        foreach (var role in ConsoleRoles.All)
        {
            var account = await admin.Do("POST", "accounts", new JsonObject
            {
                ["id"] = $"{role}.{tenant}", ["name"] = $"{mark}-{role}", ["roles"] = new JsonArray(role), ["skills"] = new JsonArray("general"),
            });
            roles[role] = await ConsoleClient.LogIn(shop.Http, $"{role}.{tenant}", account.GetProperty("password").GetString()!);
        }
        var shopper = new TenantShopper(shop.Http, tenant, $"shopper-{mark}");
        await shopper.Say($"转人工 {mark}", e => e.Kind == EventKinds.Status);
        var conversation = shopper.Conversation!;
        var agent = roles[ConsoleRoles.Agent];
        await agent.Do("PUT", "presence", new() { ["state"] = "online" });
        await agent.Command($"conversations/{conversation}/accept");
        await agent.Command($"conversations/{conversation}/note", new() { ["text"] = $"note {mark}" });
        await agent.Command($"conversations/{conversation}/messages", new() { ["text"] = $"您好 {mark}" });
        await agent.Command($"conversations/{conversation}/coupon", new() { ["amount"] = 3 });
        await admin.Do("PUT", "canned", new()
        {
            ["replies"] = new JsonArray(new JsonObject { ["key"] = "a", ["title"] = mark, ["text"] = mark }),
        });
        return new(mark, conversation, $"agent.{tenant}", roles);
    }
}
