using System.Globalization;
using CustomerService.Core.Commerce;

namespace CustomerService.Storage.HttpShop;

/// <summary>Orders from the shop's back end. An answer about another order or member than asked for is refused.</summary>
internal sealed class HttpOrders(ShopClient client) : IOrders
{
    public ValueTask<Order?> Find(string tenant, string order, CancellationToken cancellationToken) => client.Get(
        "orders", tenant, [("id", order)], WireJson.Default.OrdersAnswer,
        answer =>
        {
            WireChecks.Require(answer.Orders.Count <= 1 && WireChecks.Whole(answer.Orders).All(o => o.Id == order));
            return answer.Orders.Select(WireChecks.ToOrder).FirstOrDefault();
        },
        cancellationToken);

    public ValueTask<IReadOnlyList<Order>> OfMember(
        string tenant, string member, int limit, CancellationToken cancellationToken) => client.Get<OrdersAnswer, IReadOnlyList<Order>>(
        "orders", tenant, [("member", member), ("limit", limit.ToString(CultureInfo.InvariantCulture))], WireJson.Default.OrdersAnswer,
        answer =>
        {
            WireChecks.Require(WireChecks.Whole(answer.Orders).All(o => o.Member == member));
            return [.. answer.Orders.Select(WireChecks.ToOrder).OrderByDescending(o => o.PlacedAt).Take(limit)];
        },
        cancellationToken);

    public ValueTask<IReadOnlyList<TraceLine>> Trace(string tenant, string order, CancellationToken cancellationToken) =>
        client.Get<TraceAnswer, IReadOnlyList<TraceLine>>(
            "trace", tenant, [("order", order)], WireJson.Default.TraceAnswer,
            answer => [.. WireChecks.Whole(answer.Lines).OrderByDescending(l => l.At)], cancellationToken);

    public ValueTask<Refund?> RefundOf(string tenant, string order, CancellationToken cancellationToken) => client.Get(
        "refund", tenant, [("order", order)], WireJson.Default.RefundAnswer,
        answer =>
        {
            WireChecks.Require(answer.Refund is null || answer.Refund.Order == order);
            return answer.Refund is null ? null : WireChecks.ToRefund(answer.Refund);
        },
        cancellationToken);

    public ValueTask<OrderChangeOutcome> Change(string tenant, OrderChange change, CancellationToken cancellationToken) => client.Post(
        "order-changes", tenant, change.OperationId, new ChangeRequest(change.Order, change.Kind, change.Address),
        WireJson.Default.ChangeRequest, WireJson.Default.ChangeAnswer, answer => answer.Outcome, cancellationToken);
}
