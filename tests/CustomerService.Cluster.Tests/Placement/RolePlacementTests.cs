using System.Collections.Immutable;
using System.Net;
using CustomerService.Grains.Placement;

namespace CustomerService.Cluster.Tests.Placement;

public sealed class RolePlacementTests
{
    private static readonly SiloAddress Talk = Silo(1), Model = Silo(2), Both = Silo(3), Unnamed = Silo(4), Stranger = Silo(5);

    [Theory]
    [InlineData(SiloRoles.Conversation, 1)]
    [InlineData(SiloRoles.Inference, 2)]
    public void Filter_SilosWithRoles_LeavesThoseOfTheRoleAndThoseThatDoBoth(string role, int port) =>
        new RolePlacementDirector(new Members()).Filter(new RolePlacement(role), default, [Talk, Model, Both, Unnamed, Stranger])
            .Select(s => s.Endpoint.Port).ShouldBe([port, 3, 4]);

    private static SiloAddress Silo(int port) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 0);

    private sealed class Members : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(
            new[]
            {
                Member(Talk, SiloRoles.NameOf(SiloRoles.Conversation, IPAddress.Loopback, 1)),
                Member(Model, SiloRoles.NameOf(SiloRoles.Inference, IPAddress.Loopback, 2)),
                Member(Both, SiloRoles.NameOf(SiloRoles.Both, IPAddress.Loopback, 3)), Member(Unnamed, "Silo_12345"),
            }.ToImmutableDictionary(m => m.SiloAddress),
            new MembershipVersion(1));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();

        private static ClusterMember Member(SiloAddress silo, string name) => new(silo, SiloStatus.Active, name);
    }
}
