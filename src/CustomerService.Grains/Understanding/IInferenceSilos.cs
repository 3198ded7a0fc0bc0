namespace CustomerService.Grains.Understanding;

/// <summary>The silos with a model that are to be chosen from.</summary>
internal interface IInferenceSilos
{
    /// <summary>The same list until they change; empty where placement is to decide.</summary>
    IReadOnlyCollection<SiloAddress> Current { get; }

    /// <summary>Waits where none could be known yet.</summary>
    ValueTask Refresh(CancellationToken cancellationToken);
}
