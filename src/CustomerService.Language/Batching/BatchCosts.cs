using CustomerService.Language.Model;

namespace CustomerService.Language.Batching;

/// <summary>What a batch costs, in tokens, on one kind of machine.</summary>
/// <param name="Budget">Most tokens of a batch, padding included: bounds how long the next text waits.</param>
/// <param name="Run">Fixed cost of a run: padding beyond it is dearer than another run.</param>
internal readonly record struct BatchCosts(int Budget, int Run)
{
    public static BatchCosts Of(LanguageOptions options)
    {
        var own = options.Provider == Providers.Cuda ? new BatchCosts(8192, 512) : new BatchCosts(512, 16);
        return options.TokenBudget > 0 ? own with { Budget = options.TokenBudget } : own;
    }
}
