using CustomerService.Core.Desk;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether the shopper is a VIP of the shop: a proven member who bought for as much as desk.yaml says.</summary>
public sealed class VipFact(VipRule rule) : IFactProvider
{
    /// <summary>Its name, and its one outcome.</summary>
    public const string Name = "vip";

    /// <inheritdoc/>
    public FactKind Kind { get; } = new(Name, [], new FactOutcome(Name)) { ChecksOwner = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken) =>
        new(Name, await rule.IsVip(context.Tenant, query[FactContext.Member]) ? Name : Fact.None);
}
