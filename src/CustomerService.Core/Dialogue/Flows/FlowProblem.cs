namespace CustomerService.Core.Dialogue.Flows;

/// <summary>Something wrong in a flow file.</summary>
/// <param name="File">Which file.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record FlowProblem(string File, long Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): {Message}";
}

/// <summary>Flow files cannot be used; the message lists every problem.</summary>
public sealed class FlowException(IReadOnlyList<FlowProblem> problems)
    : Exception("The flow files cannot be used:\n" + string.Join('\n', problems))
{
    /// <summary>All that was found, not just the first.</summary>
    public IReadOnlyList<FlowProblem> Problems { get; } = problems;
}
