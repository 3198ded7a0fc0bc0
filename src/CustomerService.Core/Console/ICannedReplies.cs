using CustomerService.Core.Desk;

namespace CustomerService.Core.Console;

/// <summary>The canned replies of tenants that wrote their own; the others have those of <c>desk.yaml</c>.</summary>
public interface ICannedReplies
{
    /// <summary>A tenant's own replies; null where it wrote none.</summary>
    ValueTask<IReadOnlyList<CannedReply>?> Of(string tenant, CancellationToken cancellationToken = default);

    /// <summary>Replaces a tenant's own replies, all of them.</summary>
    ValueTask Replace(string tenant, IReadOnlyList<CannedReply> replies, CancellationToken cancellationToken = default);
}
