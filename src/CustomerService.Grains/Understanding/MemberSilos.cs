using CustomerService.Grains.Placement;

namespace CustomerService.Grains.Understanding;

/// <summary>What a silo knows of the others, as a member of the cluster; nothing where it has a model itself.</summary>
internal sealed class MemberSilos(IClusterMembershipService membership, ILocalSiloDetails self) : IInferenceSilos
{
    private (MembershipVersion Version, IReadOnlyCollection<SiloAddress> Silos)? _known;
    private readonly Lock _gate = new();

    public IReadOnlyCollection<SiloAddress> Current
    {
        get
        {
            var members = membership.CurrentSnapshot;
            lock (_gate)
            {
                if (_known is { } known && known.Version == members.Version)
                    return known.Silos;
                SiloAddress[] silos =
                [
                    .. members.Members.Values
                        .Where(m => m.Status == SiloStatus.Active && SiloRoles.Does(m.Name, SiloRoles.Inference)).Select(m => m.SiloAddress),
                ];
                _known = (members.Version, silos.Contains(self.SiloAddress) ? [] : silos);
                return _known.Value.Silos;
            }
        }
    }

    public ValueTask Refresh(CancellationToken cancellationToken) => default;
}
