using CustomerService.Contracts.Desk;
using CustomerService.Core.Care;
using CustomerService.Core.Console;

namespace CustomerService.Gateway.Console;

/// <summary>Who calls the console's API.</summary>
/// <param name="Account">Their account.</param>
/// <param name="Session">The login they call by.</param>
internal sealed record ConsoleCaller(ConsoleAccount Account, ConsoleSession Session)
{
    public string Id => Account.Id;

    public string Tenant => Account.Tenant;

    public bool Is(string role) => Account.Roles.Contains(role);

    /// <summary>
    /// Whether a ticket is theirs to see: supervisors and auditors see all, agents what they have and what waits for
    /// their skills.
    /// </summary>
    public bool Sees(TicketView ticket) =>
        Is(ConsoleRoles.Supervisor) || Is(ConsoleRoles.Auditor) || ticket.Agent == Id
        || (ticket.Agent is null && Account.Skills.Contains(ticket.Skill));

    /// <summary>Most yuan of a coupon that they may give; 0 for none.</summary>
    public decimal MostCoupon(CareSetting care) => !care.Enabled ? 0
        : Is(ConsoleRoles.Supervisor) ? Math.Max(care.SupervisorMost, Is(ConsoleRoles.Agent) ? care.AgentMost : 0)
        : Is(ConsoleRoles.Agent) ? care.AgentMost
        : 0;

    /// <summary>The caller of a request that passed the gate.</summary>
    public static ConsoleCaller Of(HttpContext http) => http.Features.Get<ConsoleCaller>()!;
}

/// <summary>Roles of which an endpoint asks for one.</summary>
internal sealed record AnyRole(params string[] Roles);
