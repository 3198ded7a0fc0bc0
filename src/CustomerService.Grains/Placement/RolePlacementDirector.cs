using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace CustomerService.Grains.Placement;

/// <summary>Leaves the silos whose names say that they do what the grain's role asks for.</summary>
internal sealed class RolePlacementDirector(IClusterMembershipService membership) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var role = ((RolePlacement)filterStrategy).Role;
        var members = membership.CurrentSnapshot.Members;
        return silos.Where(s => members.TryGetValue(s, out var member) && SiloRoles.Does(member.Name, role));
    }
}
