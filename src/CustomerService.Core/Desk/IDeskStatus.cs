namespace CustomerService.Core.Desk;

/// <summary>Tells whether there are humans to hand over to.</summary>
public interface IDeskStatus
{
    /// <summary>Whether an agent of the tenant is online.</summary>
    ValueTask<bool> IsStaffed(string tenant, CancellationToken cancellationToken);
}
