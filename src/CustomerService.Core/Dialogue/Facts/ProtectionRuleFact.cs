using CustomerService.Core.Commerce;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>The shop's rule of price protection, for questions that the knowledge base has no entry for. Its words stand in flows/price.yaml.</summary>
public sealed class ProtectionRuleFact(IPolicies policies, ProtectionWords words) : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new("price_protection_rule", [], new FactOutcome("rule", "days", "how", "except")) { ReadsText = true };

    /// <inheritdoc/>
    public async ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken) =>
        words.AskTheRule(context.Segment(query))
        && (await policies.Shop(context.Tenant, cancellationToken)).PriceProtection is { } rule
            ? new Fact(Kind.Name, "rule").With("days", $"{rule.Days}").With("how", rule.HowToGet).With("except", rule.Except)
            : new Fact(Kind.Name, Fact.None);
}
