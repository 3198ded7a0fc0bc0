namespace CustomerService.Storage.Tests.Shop;

/// <summary>Tests of the shop over tables, run on each database.</summary>
public abstract class ShopContract : IAsyncLifetime
{
    /// <summary>The shop of the test; filled unless the test fills it itself.</summary>
    private protected TableShop Shop { get; private set; } = null!;

    private protected virtual bool IsFilled => true;

    public virtual async ValueTask InitializeAsync()
    {
        Shop = await Open();
        if (IsFilled)
            await Shop.Fill();
    }

    public virtual ValueTask DisposeAsync()
    {
        Shop?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected abstract Task<TableShop> Open();
}
