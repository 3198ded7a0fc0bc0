using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
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
        services.AddSingleton<LanguageMetrics>();
        services.AddSingleton(s => new ModelLoader(
            s.GetRequiredService<IOptions<LanguageOptions>>(), s.GetRequiredService<LanguageMetrics>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<DynamicBatcher>>(),
            s.GetService<IHostEnvironment>()));
        services.AddSingleton(s =>
        {
            var slot = new ModelSlot(s.GetRequiredService<ModelLoader>().Open());
            s.GetRequiredService<LanguageMetrics>().Observe(() => slot.Current.Batcher.Backlog());
            return slot;
        });
        services.AddSingleton(s => new LanguageReader(s.GetRequiredService<ModelSlot>()));
        services.AddSingleton(s => s.GetRequiredService<ModelLoader>().Locate().Tokenizer());
        services.AddSingleton<ModelExchange>();
        services.AddHostedService<ModelWatch>();
    }
}
