using CustomerService.Core.Care;

namespace CustomerService.Core.Tests.Care;

public sealed class CareFileTests
{
    [Fact]
    public void LoadShipped_IsRight()
    {
        var setting = CareFile.LoadShipped();

        setting.ShouldSatisfyAllConditions(
            s => s.Enabled.ShouldBeTrue(), s => s.BudgetOf("any").ShouldBe(500), s => s.Window.ShouldBe(TimeSpan.FromDays(30)),
            s => s.AgentMost.ShouldBe(20), s => s.Causes.Length.ShouldBe(3));
    }

    [Fact]
    public void Load_TenantWithABudgetOfItsOwn_HasIt()
    {
        var setting = CareFile.Load("daily_budget: 500\ntenants: { other: { daily_budget: 12.5 } }");

        setting.BudgetOf("other").ShouldBe(12.5m);
        setting.BudgetOf("default").ShouldBe(500);
    }

    [Theory]
    [InlineData("daily_budget: -1", "daily_budget")]
    [InlineData("daily_budget: 0.001", "daily_budget")]
    [InlineData("tenants: { x: { daily_budget: -5 } }", "daily_budget")]
    [InlineData("once_per_days: 0", "once_per_days")]
    [InlineData("agent_most: 5000", "agent_most")]
    [InlineData("causes: [{ cause: cursing, name: x, after_hours: 1, amount: 5 }]", "late_shipping")]
    [InlineData("causes: [{ cause: late_refund, name: x, after_hours: 1, amount: 5000 }]", "amount")]
    [InlineData("causes: [{ cause: late_refund, name: x, amount: 5 }]", "after_hours")]
    [InlineData("budget: 1", "care.yaml(1)")]
    public void Load_Mistake_IsRefusedWithWhatToWrite(string yaml, string expected) =>
        Should.Throw<FormatException>(() => CareFile.Load(yaml)).Message.ShouldContain(expected);
}
