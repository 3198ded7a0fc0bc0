using CustomerService.Core.Desk;
using CustomerService.Core.Profiles;
using CustomerService.Core.Understanding;
using CustomerService.Grains;
using CustomerService.Language;
using CustomerService.Storage.Shop;
using CustomerService.Storage.Shop.Import;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace CustomerService.Benchmarks;

/// <summary>
/// The product's services without a silo, on a database of their own with the sample shop. The model is that of the
/// variable MODEL_FOLDER, else models/understanding of the repository.
/// </summary>
internal sealed class Product : IDisposable
{
    public const string Tenant = "default";

    private readonly string _folder = Path.Combine(Environment.CurrentDirectory, "artifacts", "load", Guid.NewGuid().ToString("N"));
    private readonly ServiceProvider _services;

    public Product(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Language:ModelFolder", Path.GetFullPath(Environment.GetEnvironmentVariable("MODEL_FOLDER") ?? "models/understanding")),
            new("Storage:Folder", _folder),
            .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)),
        ]).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSqliteStorage(configuration.GetSection("Storage"))
            .AddShop(configuration)
            .AddCustomerServiceGrains(configuration)
            .AddLanguage(configuration.GetSection("Language"))
            .AddSerializer();
        // The grains ask through the cluster; here the reader of this process stands for it.
        services.AddSingleton<IReader>(s => s.GetRequiredService<LanguageReader>());
        services.AddSingleton<IProfiles, Nobody>().AddSingleton<IDeskStatus, Nobody>();
        _services = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Loads the sample shop.</summary>
    public async Task<Product> WithShop()
    {
        await Get<ShopImporter>().ImportFolder(Tenant, Path.Combine(AppContext.BaseDirectory, "SampleShop"), CancellationToken.None);
        return this;
    }

    public void Dispose()
    {
        _services.Dispose();
        // Only what asked for the database made it.
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
