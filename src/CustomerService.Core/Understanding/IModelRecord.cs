namespace CustomerService.Core.Understanding;

/// <summary>What the processes of a cluster know of its language model when they start.</summary>
public interface IModelRecord
{
    /// <summary>Writes down that the cluster goes over to another model: those that start from now on are to have it.</summary>
    ValueTask Exchanged(ModelFacts model, CancellationToken cancellationToken);
}
