using CustomerService.Grains.Placement;
using Orleans.Concurrency;

namespace CustomerService.Grains.Members;

[StatelessWorker, RunsOn(SiloRoles.Every)]
internal sealed class MemberGrain(ILocalSiloDetails self, ILeaving leaving) : Grain, IMemberGrain
{
    public Task<bool> Drain(string silo)
    {
        if (self.Name != silo)
            return Task.FromResult(false);
        leaving.Begin();
        return Task.FromResult(true);
    }
}
