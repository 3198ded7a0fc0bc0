using System.Net;
using CustomerService.Grains.Placement;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace CustomerService.Cluster.Tests.Placement;

public sealed class RolePlacementTests
{
    private static readonly SiloAddress Talk = Silo(1), Model = Silo(2), Both = Silo(3), Unknown = Silo(4);

    [Theory]
    [InlineData(SiloRoles.Conversation, 1)]
    [InlineData(SiloRoles.Inference, 2)]
    public void Filter_SilosWithRoles_LeavesThoseOfTheRoleAndOfBoth(string role, int port) =>
        Left(role, new Roles()).Select(s => s.Endpoint.Port).ShouldBe([port, 3]);

    [Fact]
    public void Filter_OneProcessWithoutMetadata_LeavesAll() => Left(SiloRoles.Inference, roles: null).Count.ShouldBe(4);

    private static List<SiloAddress> Left(string role, Roles? roles)
    {
        var services = new ServiceCollection();
        if (roles is not null)
            services.AddSingleton<ISiloMetadataCache>(roles);
        return [.. new RolePlacementDirector(services.BuildServiceProvider()).Filter(new RolePlacement(role), default, [Talk, Model, Both, Unknown])];
    }

    private static SiloAddress Silo(int port) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 0);

    private sealed class Roles : ISiloMetadataCache
    {
        public SiloMetadata GetSiloMetadata(SiloAddress siloAddress)
        {
            var metadata = new SiloMetadata();
            var role = siloAddress.Endpoint.Port switch
            {
                1 => SiloRoles.Conversation,
                2 => SiloRoles.Inference,
                3 => SiloRoles.Both,
                _ => null,
            };
            // Only Orleans itself writes metadata.
            if (role is not null)
                typeof(SiloMetadata).GetProperty(nameof(SiloMetadata.Metadata))!.SetValue(metadata, metadata.Metadata.Add(SiloRoles.Key, role));
            return metadata;
        }
    }
}
