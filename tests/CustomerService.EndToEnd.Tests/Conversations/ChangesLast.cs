using Xunit.Sdk;
using Xunit.v3;

namespace CustomerService.EndToEnd.Tests.Conversations;

/// <summary>Keeps the order of <see cref="WrittenConversations.All"/>.</summary>
public sealed class ChangesLast : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase
    {
        var names = WrittenConversations.All.Select(c => c.File).ToArray();
        return [.. testCases.OrderBy(t => Array.FindIndex(names, n => t.TestCaseDisplayName.Contains(n, StringComparison.Ordinal)))];
    }
}
