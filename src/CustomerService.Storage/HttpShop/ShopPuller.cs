using CustomerService.Core.Commerce;
using CustomerService.Storage.Shop;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.HttpShop;

/// <summary>Pulls the documents of all tenants, once before the host serves and then again and again.</summary>
internal sealed class ShopPuller(
    PulledShop shop, IOptions<ShopOptions> shops, IOptions<HttpShopOptions> options, TimeProvider time) : BackgroundService
{
    // A shop that was down at the start is asked again soon: until then the bot knows no product.
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PullAll(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var complete = shops.Value.ServedTenants.All(shop.IsComplete);
            var wait = complete || options.Value.Refresh < Impatient ? options.Value.Refresh : Impatient;
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await PullAll(stoppingToken);
        }
    }

    /// <summary>Pulls everything; what fails is logged where it is asked and keeps its last state.</summary>
    public async Task PullAll(CancellationToken cancellationToken)
    {
        foreach (var tenant in shops.Value.ServedTenants)
        {
            foreach (var document in shop.Documents)
            {
                try
                {
                    await document.Pull(tenant, cancellationToken);
                }
                catch (ShopUnavailableException)
                {
                    // Logged already; the other documents may be there.
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }
}
