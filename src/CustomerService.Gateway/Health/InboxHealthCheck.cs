using System.Globalization;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Gateway.Health;

/// <summary>Whether messages can be taken: the inbox answers.</summary>
internal sealed class InboxHealthCheck(IInbox inbox) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var backlog = await inbox.Backlog(cancellationToken);
        return HealthCheckResult.Healthy(
            string.Create(CultureInfo.InvariantCulture, $"{backlog.Depth} unfinished"));
    }
}
