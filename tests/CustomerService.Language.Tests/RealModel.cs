using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(RealModel))]

namespace CustomerService.Language.Tests;

/// <summary>The committed model behind the product's own wiring, loaded once for all tests that need it.</summary>
public sealed class RealModel : IDisposable
{
    private readonly Lazy<ServiceProvider> services = new(() => Services(Folder));

    /// <summary>The committed model's folder; a test that needs it fails where it is missing.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The committed small model's folder.</summary>
    public static string StudentFolder { get; } = Path.Combine(Folder, "..", "student");

    public IReader Reader => services.Value.GetRequiredService<IReader>();

    public T Get<T>()
        where T : notnull => services.Value.GetRequiredService<T>();

    /// <summary>The services of a host, with no shop behind them; every text is read by the model.</summary>
    public static ServiceProvider Services(string folder, params (string Key, string? Value)[] settings) =>
        Services(Settings(folder, settings), new Shop());

    /// <summary>The same with a shop, and with settings that may change.</summary>
    internal static ServiceProvider Services(IConfiguration settings, Shop shop, TimeProvider? time = null, IModelRecord? record = null)
    {
        var host = new ServiceCollection();
        if (record is not null)
            host.AddSingleton(record);
        return host
            .AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<IFaqSource>(shop)
            .AddSingleton<ICatalogueSource>(shop)
            .AddLanguage(settings.GetSection("Language"))
            .BuildServiceProvider();
    }

    /// <summary>Settings with a model's folder.</summary>
    internal static IConfigurationRoot Settings(string folder, params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("Language:ModelFolder", folder), new("Language:CacheTexts", "0"), .. settings.Select(s => KeyValuePair.Create(s.Key, s.Value))])
            .Build();

    public void Dispose()
    {
        if (services.IsValueCreated)
            services.Value.Dispose();
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Orleans.CustomerService.sln")))
                return Path.Combine(at.FullName, "models", "understanding");
        }
        throw new InvalidOperationException("The tests do not lie below the repository's root.");
    }
}
