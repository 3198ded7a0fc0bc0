namespace CustomerService.Core.Understanding;

/// <summary>What the processes of a cluster know of its language model when they start.</summary>
public interface IModelRecord
{
    /// <summary>Writes a step down; one that came before a step that is written changes nothing.</summary>
    ValueTask Write(ModelStep step, CancellationToken cancellationToken);
}

/// <summary>A step of a process that exchanges its model.</summary>
/// <param name="Model">The new one.</param>
/// <param name="IsInUse">
/// Whether it has taken its place: those that start from now on are to have it. Before that they may have either, and so
/// they may where the exchange failed, because some will find the new files.
/// </param>
/// <param name="At">When.</param>
public sealed record ModelStep(ModelFacts Model, bool IsInUse, DateTimeOffset At);
