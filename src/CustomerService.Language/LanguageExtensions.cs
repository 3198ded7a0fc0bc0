using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using CustomerService.Language.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Adds the language model to a host.</summary>
public static class LanguageExtensions
{
    /// <summary>
    /// Registers <see cref="ILocalReader"/>, <see cref="IReader"/> (unless the host has one), <see cref="IKnowledge"/>
    /// with its thresholds and <see cref="IProductTypes"/>; wants an <see cref="IFaqSource"/> and an
    /// <see cref="Core.Commerce.ICatalogueSource"/>. The host does not start with a model that does not fit.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The settings, see <see cref="LanguageOptions"/>.</param>
    public static IServiceCollection AddLanguage(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<LanguageOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LanguageOptions>>(
            new LanguageOptionsValidator((section as IConfigurationSection)?.Path ?? ""));
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<LanguageStart>();
        services.AddModel();
        services.TryAddSingleton<ILocalReader>(s => s.GetRequiredService<LanguageReader>());
        services.TryAddSingleton<IReader>(s => s.GetRequiredService<LanguageReader>());
        services.AddRetrieval();
        return services;
    }

    private static void AddRetrieval(this IServiceCollection services)
    {
        // With the model of this process: an index of its own needs no other silo.
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<KnowledgeIndex>(
            s, s.GetRequiredService<LanguageReader>()));
        services.AddSingleton<IKnowledge>(s => s.GetRequiredService<KnowledgeIndex>());
        services.TryAddSingleton(KnowledgeIndex.Thresholds);
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ProductTypes>(
            s, s.GetRequiredService<LanguageReader>()));
        services.AddSingleton<IProductTypes>(s => s.GetRequiredService<ProductTypes>());
    }

    private static void AddModel(this IServiceCollection services)
    {
        services.AddSingleton(s => new LocatedModel(
            s.GetRequiredService<IOptions<LanguageOptions>>().Value,
            s.GetService<IHostEnvironment>()?.ContentRootPath ?? Environment.CurrentDirectory));
        services.AddSingleton(s => s.GetRequiredService<LocatedModel>().Manifest);
        services.AddSingleton(s => s.GetRequiredService<LocatedModel>().Tokenizer());
        services.AddSingleton<IModelSession>(s => s.GetRequiredService<LocatedModel>().Session());
        services.AddSingleton<LanguageMetrics>();
        services.AddSingleton(s => new DynamicBatcher(
            s.GetRequiredService<IModelSession>(), s.GetRequiredService<IOptions<LanguageOptions>>().Value,
            s.GetRequiredService<LanguageMetrics>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<DynamicBatcher>>()));
        services.AddSingleton(s => new LanguageReader(
            s.GetRequiredService<ModelManifest>(), s.GetRequiredService<Tokenizer>(),
            s.GetRequiredService<DynamicBatcher>()));
    }
}
