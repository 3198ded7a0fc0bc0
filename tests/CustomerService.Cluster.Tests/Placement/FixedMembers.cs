using System.Collections.Immutable;

namespace CustomerService.Cluster.Tests.Placement;

/// <summary>A cluster of active silos that are named by the test.</summary>
internal sealed class FixedMembers(params (SiloAddress Silo, string Name)[] silos) : IClusterMembershipService
{
    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = Snapshot(silos, 1);

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

    /// <summary>Puts others in their place.</summary>
    public void Become(params (SiloAddress Silo, string Name)[] others) => CurrentSnapshot = Snapshot(others, CurrentSnapshot.Version.Value + 1);

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();

    private static ClusterMembershipSnapshot Snapshot((SiloAddress Silo, string Name)[] silos, long version) => new(
        silos.ToImmutableDictionary(s => s.Silo, s => new ClusterMember(s.Silo, SiloStatus.Active, s.Name)), new MembershipVersion(version));
}
