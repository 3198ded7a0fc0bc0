using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace CustomerService.Grains.Placement;

/// <summary>
/// Leaves the silos whose names say that they do what the grain's role asks for, and of those the one that its key names.
/// Both in one filter: a silo of an older version, which reads a newer one's list of filters, would know no other.
/// </summary>
internal sealed class RolePlacementDirector(IClusterMembershipService membership) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var role = ((RolePlacement)filterStrategy).Role;
        var members = membership.CurrentSnapshot.Members;
        var able = silos.Where(s => members.TryGetValue(s, out var member) && SiloRoles.Does(member.Name, role));
        return !target.GrainIdentity.IsDefault && target.GrainIdentity.TryGetIntegerKey(out var key, out _) && key != OnSilo.Any
            ? able.Where(s => OnSilo.KeyOf(s) == key) : able;
    }
}
