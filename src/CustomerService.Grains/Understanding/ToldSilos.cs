using CustomerService.Grains.Placement;

namespace CustomerService.Grains.Understanding;

/// <summary>
/// What a gateway knows of the silos: it is no member of the cluster, so it asks one, every few seconds while it has texts
/// to read.
/// </summary>
internal sealed class ToldSilos(IGrainFactory grains, TimeProvider time) : IInferenceSilos
{
    // The answer is one read of the table of members. A silo that is gone meanwhile is left alone after one failure.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task? _asking;
    private long _asked;
    private IReadOnlyCollection<SiloAddress> _silos = [];

    public IReadOnlyCollection<SiloAddress> Current => Volatile.Read(ref _silos);

    public ValueTask Refresh(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_asking is null || (_asking.IsCompleted && time.GetElapsedTime(_asked) >= Fresh))
                (_asked, _asking) = (time.GetTimestamp(), Ask());
            // Those that know some go on with them.
            return _asking.IsCompleted || Current.Count > 0 ? default : new(_asking.WaitAsync(cancellationToken));
        }
    }

    private async Task Ask()
    {
        try
        {
            var members = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true);
            SiloAddress[] silos = [.. members.Where(m => SiloRoles.Does(m.SiloName, SiloRoles.Inference)).Select(m => m.SiloAddress)];
            Volatile.Write(ref _silos, silos);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What was known stays; where no silo answers, the call that follows says so.
        }
    }
}
