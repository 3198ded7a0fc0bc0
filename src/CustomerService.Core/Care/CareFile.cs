using System.Collections.Immutable;
using CustomerService.Core.Text;

namespace CustomerService.Core.Care;

/// <summary>Reads <c>care.yaml</c>.</summary>
public static class CareFile
{
    // A coupon is a kindness; a slip of a digit must not give away a shop.
    private const decimal Largest = 1000;

    /// <summary>The setting of the file beside the program.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static CareSetting LoadShipped() => Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "care.yaml")));

    /// <summary>The setting that a file holds.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static CareSetting Load(string yaml)
    {
        var file = DeclaredFile.Read<FileShape>("care.yaml", yaml);
        if (file.OncePerDays is < 1 or > 3650 || file.ValidDays is < 1 or > 3650)
            throw new DeclaredFileException("care.yaml: once_per_days and valid_days must lie between 1 and 3650.");
        if (!IsMoney(file.AgentMost, 0, Largest) || !IsMoney(file.SupervisorMost, 0, Largest))
            throw new DeclaredFileException("care.yaml: agent_most and supervisor_most must be yuan from 0 to 1000, with at most two decimals.");
        if (file.Tenants.Values.Select(t => t.DailyBudget).Append(file.DailyBudget).Any(b => !IsMoney(b, 0, 1_000_000)))
            throw new DeclaredFileException("care.yaml: daily_budget must be yuan from 0 to 1000000, with at most two decimals.");
        return new()
        {
            Enabled = file.Enabled,
            DailyBudget = file.DailyBudget,
            TenantBudgets = file.Tenants.ToImmutableDictionary(t => t.Key, t => t.Value.DailyBudget, StringComparer.Ordinal),
            Window = TimeSpan.FromDays(file.OncePerDays),
            Valid = TimeSpan.FromDays(file.ValidDays),
            AgentMost = file.AgentMost,
            SupervisorMost = file.SupervisorMost,
            Causes = [.. file.Causes.Select(Cause)],
        };
    }

    private static CareCause Cause(CauseShape cause)
    {
        if (!Faults.TryGetValue(cause.Cause, out var fault))
            throw new DeclaredFileException($"care.yaml: the cause '{cause.Cause}' is not known; write one of {string.Join(", ", Faults.Keys)}.");
        if (cause.Name.Length == 0 || cause.AfterHours is < 1 or > 8760)
            throw new DeclaredFileException($"care.yaml: the cause '{cause.Cause}' needs a name and after_hours from 1 to 8760.");
        if (!IsMoney(cause.Amount, 0.01m, Largest) || !IsMoney(cause.MinSpend, 0, 1_000_000))
            throw new DeclaredFileException($"care.yaml: the cause '{cause.Cause}' needs an amount from 0.01 to 1000 yuan, and min_spend of 0 or more.");
        return new(fault, cause.Name, TimeSpan.FromHours(cause.AfterHours), cause.Amount, cause.MinSpend);
    }

    private static bool IsMoney(decimal yuan, decimal least, decimal most) =>
        yuan >= least && yuan <= most && decimal.Round(yuan, 2) == yuan;

    private static readonly ImmutableSortedDictionary<string, CareFault> Faults =
        new Dictionary<string, CareFault>(StringComparer.Ordinal)
        {
            ["late_shipping"] = CareFault.LateShipping,
            ["late_delivery"] = CareFault.LateDelivery,
            ["late_refund"] = CareFault.LateRefund,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private sealed class FileShape
    {
        public bool Enabled { get; set; }

        public decimal DailyBudget { get; set; }

        public int OncePerDays { get; set; } = 30;

        public int ValidDays { get; set; } = 30;

        public decimal AgentMost { get; set; }

        public decimal SupervisorMost { get; set; }

        public List<CauseShape> Causes { get; set; } = [];

        public Dictionary<string, TenantShape> Tenants { get; set; } = new(StringComparer.Ordinal);
    }

    private sealed class CauseShape
    {
        public string Cause { get; set; } = "";

        public string Name { get; set; } = "";

        public int AfterHours { get; set; }

        public decimal Amount { get; set; }

        public decimal MinSpend { get; set; }
    }

    private sealed class TenantShape
    {
        public decimal DailyBudget { get; set; }
    }
}
