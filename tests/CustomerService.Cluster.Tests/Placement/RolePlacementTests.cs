using System.Net;
using CustomerService.Grains.Placement;

namespace CustomerService.Cluster.Tests.Placement;

public sealed class RolePlacementTests
{
    private static readonly SiloAddress Talk = Silo(1), Model = Silo(2), Both = Silo(3), Unnamed = Silo(4), Stranger = Silo(5);

    private static readonly FixedMembers Members = new(
        (Talk, SiloRoles.NameOf(SiloRoles.Conversation, IPAddress.Loopback, 1)), (Model, SiloRoles.NameOf(SiloRoles.Inference, IPAddress.Loopback, 2)),
        (Both, SiloRoles.NameOf(SiloRoles.Both, IPAddress.Loopback, 3)), (Unnamed, "Silo_12345"));

    [Theory]
    [InlineData(SiloRoles.Conversation, 1)]
    [InlineData(SiloRoles.Inference, 2)]
    public void Filter_SilosWithRoles_LeavesThoseOfTheRoleAndThoseThatDoBoth(string role, int port) =>
        new RolePlacementDirector(Members).Filter(new RolePlacement(role), default, [Talk, Model, Both, Unnamed, Stranger])
            .Select(s => s.Endpoint.Port).ShouldBe([port, 3, 4]);

    [Fact]
    public void Filter_KeyOfOneSilo_LeavesThatOneAlone()
    {
        Of(Both).ShouldBe([Both]);
        Of(Talk).ShouldBeEmpty();

        static IEnumerable<SiloAddress> Of(SiloAddress silo) => new RolePlacementDirector(Members).Filter(
            new RolePlacement(SiloRoles.Inference),
            new(GrainId.Create(GrainType.Create("worker"), GrainIdKeyExtensions.CreateIntegerKey(OnSilo.KeyOf(silo))), [], default, 0),
            [Talk, Model, Both, Unnamed]);
    }

    private static SiloAddress Silo(int port) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 0);
}
