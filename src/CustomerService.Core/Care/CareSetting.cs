using System.Collections.Immutable;

namespace CustomerService.Core.Care;

/// <summary>What went wrong by the shop's own data; never by the shopper's words, which cost nothing to say.</summary>
public enum CareFault
{
    /// <summary>Paid, and not sent in time.</summary>
    LateShipping,

    /// <summary>Sent, and not there in time.</summary>
    LateDelivery,

    /// <summary>A refund that is not paid out in time.</summary>
    LateRefund,
}

/// <summary>A cause that a coupon may be given for.</summary>
/// <param name="Fault">What must have gone wrong.</param>
/// <param name="Name">As shown.</param>
/// <param name="After">How late it must be: since payment, dispatch or the request of the refund.</param>
/// <param name="Amount">Yuan off.</param>
/// <param name="MinSpend">Yuan to spend before it counts; 0 for none.</param>
public sealed record CareCause(CareFault Fault, string Name, TimeSpan After, decimal Amount, decimal MinSpend);

/// <summary>What an upset shopper may be given, from <c>care.yaml</c>.</summary>
public sealed record CareSetting
{
    /// <summary>Nothing is given by anybody.</summary>
    public static CareSetting Off { get; } = new();

    /// <summary>Whether coupons are given at all.</summary>
    public bool Enabled { get; init; }

    /// <summary>Yuan a tenant gives in a day of the shop, bot and agents together.</summary>
    public decimal DailyBudget { get; init; }

    /// <summary>Budgets of tenants that have one of their own.</summary>
    public ImmutableDictionary<string, decimal> TenantBudgets { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>A person gets one coupon in so much time, whoever gives it and for whatever cause.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a coupon may be used.</summary>
    public TimeSpan Valid { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Most yuan that an agent may give.</summary>
    public decimal AgentMost { get; init; }

    /// <summary>Most yuan that a supervisor may give.</summary>
    public decimal SupervisorMost { get; init; }

    /// <summary>What the bot gives one for; the first that fits counts.</summary>
    public ImmutableArray<CareCause> Causes { get; init; } = [];

    /// <summary>What a tenant may give in a day, yuan.</summary>
    public decimal BudgetOf(string tenant) => TenantBudgets.TryGetValue(tenant, out var own) ? own : DailyBudget;
}
