using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue;
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
    /// and <see cref="IProductTypes"/>; wants an <see cref="IFaqSource"/> and an
    /// <see cref="ICatalogueSource"/>. The host does not start with a model that does not fit.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The settings, see <see cref="LanguageOptions"/>.</param>
    /// <param name="besideConversations">Whether this process runs conversations too: the model then leaves them half of the cores.</param>
    public static IServiceCollection AddLanguage(
        this IServiceCollection services, IConfiguration section, bool besideConversations = false)
    {
        services.Configure<LanguageOptions>(o => o.BesideConversations = besideConversations);
        services.AddModelFacts(section);
        services.AddHostedService<ModelStart>();
        services.AddModel();
        services.TryAddSingleton<ILocalReader>(s => s.GetRequiredService<LanguageReader>());
        services.TryAddSingleton<IReader>(s => s.GetRequiredService<LanguageReader>());
        // With the model of this process: an index of its own needs no other silo.
        services.AddRetrieval(s => new VectorReader(new ModelSlot(s.GetRequiredService<ModelSlot>().Current)));
        return services;
    }

    /// <summary>
    /// The same for a process that loads no model: texts are read by the <see cref="IReader"/> of the host, which tells
    /// <see cref="ModelsSeen"/>. Of the model's folder only the manifest and the hashes are looked at.
    /// </summary>
    /// <inheritdoc cref="AddLanguage"/>
    public static IServiceCollection AddRemoteLanguage(this IServiceCollection services, IConfiguration section)
    {
        services.AddModelFacts(section);
        services.AddRetrieval(s => s.GetRequiredService<IReader>());
        services.AddIndexFollow();
        return services;
    }

    /// <summary>
    /// For a process that only understands texts and answers none: <see cref="ProductTypes"/> alone, read by the
    /// <see cref="IReader"/> of the host at their first use. It has no knowledge base, and makes nothing at start.
    /// </summary>
    /// <inheritdoc cref="AddLanguage"/>
    public static IServiceCollection AddRemoteProductTypes(this IServiceCollection services, IConfiguration section)
    {
        services.AddModelFacts(section);
        services.AddProductTypes(s => s.GetRequiredService<IReader>());
        services.AddIndexFollow();
        return services;
    }

    private static void AddIndexFollow(this IServiceCollection services)
    {
        services.AddSingleton<ModelsSeen>();
        services.AddHostedService<IndexFollow>();
    }

    private static void AddModelFacts(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<LanguageOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LanguageOptions>>(
            new LanguageOptionsValidator((section as IConfigurationSection)?.Path ?? ""));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new LocatedModels(
            s.GetRequiredService<IOptions<LanguageOptions>>().Value,
            s.GetService<IHostEnvironment>()?.ContentRootPath ?? Environment.CurrentDirectory));
        services.AddSingleton(s => s.GetRequiredService<LocatedModels>().Facts);
    }

    private static void AddRetrieval(this IServiceCollection services, Func<IServiceProvider, IReader> reader)
    {
        services.AddProductTypes(reader);
        services.AddSingleton(s => new KnowledgeIndex(
            s.GetRequiredService<IFaqSource>(), s.GetRequiredService<Embeddings>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<KnowledgeIndex>>()));
        services.AddSingleton<IKnowledge>(s => s.GetRequiredService<KnowledgeIndex>());
        services.AddSingleton<IndexReadiness>();
        services.AddHostedService<IndexStart>();
    }

    private static void AddProductTypes(this IServiceCollection services, Func<IServiceProvider, IReader> reader)
    {
        services.AddSingleton<EmbeddingsOf>(s => (with, model, faq) => new Embeddings(
            with, model, s.GetRequiredService<IOptions<LanguageOptions>>().Value.IndexFolder, s.GetService<IVectorShelf>(),
            s.GetRequiredService<ILogger<Embeddings>>())
        {
            Faq = faq,
        });
        services.AddSingleton(s =>
        {
            var model = s.GetRequiredService<LocatedModels>().Vectors;
            return s.GetRequiredService<EmbeddingsOf>()(reader(s), model.Sha256, model.FaqOrUsual);
        });
        services.AddSingleton(s => new ProductTypes(
            s.GetRequiredService<ICatalogueSource>(), s.GetRequiredService<Embeddings>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ProductTypes>>()));
        services.AddSingleton<IProductTypes>(s => s.GetRequiredService<ProductTypes>());
    }

    // Not before they are needed: flows ask facts, facts ask the knowledge base, and that asks the model for vectors.
    private static Lazy<KeywordRules>? Rules(IServiceProvider services) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(IFlowSource)) == true
            ? new(() => new KeywordRules(services.GetRequiredService<IFlowSource>()))
            : null;

    private static void AddModel(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton(s => s.GetRequiredService<LocatedModels>().Main.Tokenizer());
        services.AddSingleton<LanguageMetrics>();
        services.AddSingleton(s => new ModelLoader(
            s.GetRequiredService<IOptionsFactory<LanguageOptions>>(), s.GetRequiredService<LanguageMetrics>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<DynamicBatcher>>(),
            s.GetService<IHostEnvironment>(), Rules(s)));
        services.AddSingleton(s =>
        {
            var slot = new ModelSlot(s.GetRequiredService<ModelLoader>().Open());
            s.GetRequiredService<LanguageMetrics>().Observe(() => slot.Current.Backlog());
            return slot;
        });
        services.AddSingleton(s => new LanguageReader(s.GetRequiredService<ModelSlot>()));
        services.AddSingleton<ModelRecorder>();
        services.AddHostedService(s => s.GetRequiredService<ModelRecorder>());
        services.AddSingleton<ModelExchange>();
        services.AddHostedService<ModelWatch>();
    }
}
