using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Storage.HttpShop;
using CustomerService.Storage.Shop.Import;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Shop;

/// <summary>Registers the shop's own data behind the ports of commerce and knowledge.</summary>
public static class ShopServices
{
    /// <summary>
    /// Adds <see cref="ICatalogueSource"/>, <see cref="IStock"/>, <see cref="IOrders"/>, <see cref="IPromotions"/>,
    /// <see cref="IPolicies"/> and <see cref="IFaqSource"/> as section <c>Shop</c> says: over tables of the
    /// database (added by <see cref="SqliteServices.AddSqliteStorage"/> or
    /// <see cref="Postgres.PostgresServices.AddPostgresStorage"/>), with <see cref="ShopImporter"/>, or over the shop's own HTTP back end.
    /// </summary>
    /// <param name="services">Gets the ports.</param>
    /// <param name="configuration">The host's whole configuration.</param>
    public static IServiceCollection AddShop(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(ShopOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ShopOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ShopOptions>, ShopOptionsValidator>();
        return section[nameof(ShopOptions.BackEnd)] == ShopOptions.Http
            ? services.AddHttpShop(section.GetSection("Http"))
            : services.AddTables();
    }

    private static IServiceCollection AddTables(this IServiceCollection services)
    {
        services.AddSingleton<ISqliteSchema, ShopSchema>();
        services.AddSingleton<ShopVersions>();
        services.AddSingleton(s => new ShopImporter(
            s.GetRequiredService<IShopDatabase>(), s.GetRequiredService<ShopVersions>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ShopImporter>>()));
        services.AddHostedService<FirstImport>();
        services.AddSingleton<ICatalogueSource, TableCatalogue>();
        services.AddSingleton<TablePolicies>();
        services.AddSingleton<IPolicies>(s => s.GetRequiredService<TablePolicies>());
        services.AddSingleton<IStock, TableStock>();
        services.AddSingleton<IOrders, TableOrders>();
        services.AddSingleton<IPromotions, TablePromotions>();
        services.AddSingleton<IFaqSource, TableFaq>();
        return services;
    }
}
