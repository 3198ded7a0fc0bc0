using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Gateway.Operators;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>What is known of the shopper of a conversation.</summary>
public sealed record ConsoleShopper
{
    /// <summary>Tags that hold now.</summary>
    public required IReadOnlyList<ConsoleTag> Tags { get; init; }

    /// <summary>Whether the shop has proved who they are; without that no orders are shown.</summary>
    public required bool IsMember { get; init; }

    /// <summary>Their newest orders, newest first; of somebody unproved, the one order they proved to be theirs.</summary>
    public required IReadOnlyList<ConsoleOrder> Orders { get; init; }
}

/// <summary>A tag and what it rests on.</summary>
/// <param name="Name">As shown, such as <c>宝妈</c>.</param>
/// <param name="Since">When the evidence became enough.</param>
/// <param name="Evidence">How many observations or orders it rests on.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Because">Why, in words.</param>
public sealed record ConsoleTag(string Name, DateTimeOffset Since, int Evidence, double Confidence, string? Because);

/// <summary>An order as agents see it.</summary>
public sealed record ConsoleOrder
{
    /// <summary>Order number.</summary>
    public required string Id { get; init; }

    /// <summary>pendingPayment, paid, packing, shipped, delivered, completed, cancelled, refunding, refunded.</summary>
    public required string Status { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Yuan.</summary>
    public required decimal Total { get; init; }

    /// <summary>What was bought, as shown.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Courier and number; null before it left.</summary>
    public string? Parcel { get; init; }

    /// <summary>The parcel's way, newest line first.</summary>
    public required IReadOnlyList<TraceLine> Trace { get; init; }
}

/// <summary>What the shop knows of who an agent talks to; each read is noted in the audit log.</summary>
internal static class ShopperEndpoints
{
    private const int MostOrders = 5;
    private const int MostLines = 3;

    public static void MapShoppers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/conversations/{id}/shopper", Get).WithName("consoleShopper").WithProblems(401, 404, 429, 503);
        routes.MapGet("/products", Search).WithName("consoleProducts")
            .WithParameters([ParameterNote.Text("q", "Part of a name, brand or id.", 64)]).WithProblems(401, 429);
    }

    /// <summary>Reads tags and orders of the shopper of a conversation.</summary>
    internal static async Task<Results<Ok<ConsoleShopper>, ProblemResult>> Get(
        HttpContext http, string id, ConsoleAccess access, DeskCalls calls, GrainCalls grains, IOrders orders, ICatalogueSource catalogues,
        ILogger<ConsoleAccess> log)
    {
        var caller = ConsoleCaller.Of(http);
        if (!await access.MayRead(caller, id, "read_shopper", http.RequestAborted))
            return new ProblemResult(new(ProblemCodes.TicketNotFound, "id"));
        var shopper = ConversationId.Parse(id).Shopper;
        var profile = await grains.Ask(g => g.GetGrain<IUserProfileGrain>($"{caller.Tenant}.{shopper}").Get(), http.RequestAborted);
        if (profile is null || await calls.Briefing(id, http.RequestAborted) is not { } briefing)
            return new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable));
        try
        {
            IReadOnlyList<Order> owned = briefing.Member is { } member
                ? await orders.OfMember(caller.Tenant, member, MostOrders, http.RequestAborted)
                : [];
            return TypedResults.Ok(new ConsoleShopper
            {
                Tags = [.. profile.Tags.Select(t => new ConsoleTag(t.Name, t.Since, t.Evidence.Count, t.Confidence, t.Because))],
                IsMember = briefing.Member is not null,
                Orders = [.. await Task.WhenAll(owned.Select(o => Show(caller.Tenant, o, orders, catalogues.Current(caller.Tenant), http.RequestAborted)))],
            });
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.GrainFailed(log, exception);
            return new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable));
        }
    }

    /// <summary>Searches products to show to a shopper; at most ten, the most popular first.</summary>
    internal static Ok<IReadOnlyList<Card>> Search(HttpContext http, ICatalogueSource catalogues)
    {
        var words = Web.Query.Text(http.Request, "q")?.Trim() ?? "";
        var found = catalogues.Current(ConsoleCaller.Of(http).Tenant).Products.Values
            .Where(p => words.Length is > 0 and <= 64 && (p.Name.Contains(words, StringComparison.OrdinalIgnoreCase)
                || p.Brand.Contains(words, StringComparison.OrdinalIgnoreCase) || p.Id.Equals(words, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(p => p.Popularity).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10);
        return TypedResults.Ok<IReadOnlyList<Card>>([.. found.Select(p => Products.Card(p))]);
    }

    private static async Task<ConsoleOrder> Show(
        string tenant, Order order, IOrders orders, Catalogue catalogue, CancellationToken cancellationToken)
    {
        var trace = await orders.Trace(tenant, order.Id, cancellationToken);
        return new()
        {
            Id = order.Id,
            Status = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString()),
            PlacedAt = order.PlacedAt,
            Total = order.Total,
            Items = [.. order.Items.Select(i => Line(i, catalogue))],
            Parcel = order.Carrier is { } carrier ? $"{carrier} {order.TrackingNumber}" : null,
            Trace = [.. trace.Take(MostLines)],
        };
    }

    private static string Line(OrderItem item, Catalogue catalogue)
    {
        if (!catalogue.Skus.TryGetValue(item.Sku, out var sku) || !catalogue.Products.TryGetValue(sku.Product, out var product))
            return $"{item.Sku} × {item.Quantity}";
        string[] parts = [product.Name, .. new[] { sku.Colour, sku.Spec }.OfType<string>(), $"× {item.Quantity}"];
        return string.Join(' ', parts);
    }
}
