namespace CustomerService.Grains.Placement;

/// <summary>
/// Stateless workers of one silo: each silo has a key of its own, under which <see cref="RolePlacementDirector"/> lets
/// them run nowhere else. One key for all would not spread calls: where a worker was found once, the directory's cache
/// sends the next calls.
/// </summary>
public static class OnSilo
{
    /// <summary>The key of any silo's worker.</summary>
    public const long Any = 0;

    /// <summary>The key of this silo's.</summary>
    public static long KeyOf(SiloAddress silo) => (uint)silo.GetConsistentHashCode() + 1L;

    /// <summary>The worker on a silo; a call fails where that is no active silo of the worker's role.</summary>
    public static TGrain GetGrain<TGrain>(this IGrainFactory grains, SiloAddress silo)
        where TGrain : IGrainWithIntegerKey => grains.GetGrain<TGrain>(KeyOf(silo));
}
