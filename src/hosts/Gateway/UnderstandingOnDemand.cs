using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;

namespace CustomerService.Hosts.Gateway;

/// <summary>
/// Understands for the few who try texts at a gateway. The names of a tenant's product types are read when the first of
/// its texts comes, which waits for them, and not when the gateway starts and has messages to take.
/// </summary>
internal sealed class UnderstandingOnDemand(Understander understander, ProductTypes types, TimeProvider time) : IUnderstanding
{
    // Longer than it takes on a busy core; without a silo that reads the names the texts cannot be read either.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async ValueTask<IReadOnlyList<Understood>> Understand(
        string tenant, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await types.Prepare(tenant, cancellationToken).WaitAsync(Patience, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await understander.Understand(tenant, texts, now, cancellationToken);
    }
}
