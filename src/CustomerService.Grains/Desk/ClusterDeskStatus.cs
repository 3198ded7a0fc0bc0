using CustomerService.Contracts.Desk;
using CustomerService.Core.Desk;

namespace CustomerService.Grains.Desk;

/// <summary>Asks the tenant's desk who is there.</summary>
internal sealed class ClusterDeskStatus(IGrainFactory grains) : IDeskStatus
{
    public async ValueTask<bool> IsStaffed(string tenant, CancellationToken cancellationToken) =>
        await grains.GetGrain<IAgentDeskGrain>(tenant).Online().WaitAsync(cancellationToken) > 0;
}
