using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace CustomerService.Grains.Placement;

/// <summary>Leaves the silos whose metadata name the grain's role; all of them where silos have no roles (one process).</summary>
internal sealed class RolePlacementDirector(IServiceProvider services) : IPlacementFilterDirector
{
    private readonly ISiloMetadataCache? _metadata = services.GetService<ISiloMetadataCache>();

    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var role = ((RolePlacement)filterStrategy).Role;
        return _metadata is null ? silos : silos.Where(s => Has(_metadata.GetSiloMetadata(s), role));
    }

    private static bool Has(SiloMetadata silo, string role) =>
        silo.Metadata.TryGetValue(SiloRoles.Key, out var own) && (own == role || own == SiloRoles.Both);
}
