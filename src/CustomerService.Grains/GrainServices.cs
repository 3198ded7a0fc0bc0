using CustomerService.Core.Care;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Profiles;
using CustomerService.Core.Recommending;
using CustomerService.Core.Text;
using CustomerService.Core.Understanding;
using CustomerService.Core.Webhooks;
using CustomerService.Grains.Conversations;
using CustomerService.Grains.Desk;
using CustomerService.Grains.Flows;
using CustomerService.Grains.Placement;
using CustomerService.Grains.Profiles;
using CustomerService.Grains.Understanding;
using CustomerService.Grains.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Storage;

namespace CustomerService.Grains;

/// <summary>Registers what the grains of a silo need.</summary>
public static class GrainServices
{
    /// <summary>
    /// Adds the dialogue, the inbox pump and the flow files. Storage, language and shop come from their own
    /// registrations.
    /// </summary>
    public static IServiceCollection AddCustomerServiceGrains(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection("Conversation"))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<ConversationOptions>>((grains, own) => grains.CollectionAge = own.Value.AwakeFor);
        services.AddOptions<FlowOptions>().Bind(configuration.GetSection("Flows"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDeskStatus, ClusterDeskStatus>();
        services.AddSingleton<AgentCoupons>();
        services.AddDialogue();
        services.AddSingleton<FlowFolder>();
        services.AddSingleton<IFlowSource>(s => s.GetRequiredService<FlowFolder>());
        services.AddHostedService(s => s.GetRequiredService<FlowFolder>());
        services.AddSingleton<BurstRule>();
        services.AddSingleton<TurnGate>();
        services.AddSingleton<EffectDispatcher>();
        services.AddSingleton<IInferenceSilos, MemberSilos>();
        services.AddSingleton<InferenceChoice>();
        services.AddSingleton<IReader>(s => new ClusterReader(
            s.GetRequiredService<IGrainFactory>(), s.GetRequiredService<ModelFacts>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<InferenceChoice>(), s.GetService<ILocalReader>(), s.GetService<ModelsSeen>()));
        services.AddSingleton(Misspellings.LoadShipped());
        services.TryAddSingleton<IUnderstanding, Understander>();
        services.AddSingleton<IProfiles, GrainProfiles>();
        services.AddSingleton(TagRules.Load(Declared("profiles.yaml")));
        services.AddSingleton(GiftGuide.Load(Declared("gifts.yaml")));
        services.AddOptions<DeskOptions>().Bind(configuration.GetSection("Desk"));
        services.TryAddSingleton(s => s.GetRequiredService<IOptions<DeskOptions>>().Value.Applied(DeskFile.LoadShipped()));
        services.TryAddSingleton(CareFile.LoadShipped());
        services.AddSingleton(s => Limits(s.GetRequiredService<IOptions<ConversationOptions>>().Value));
        services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
        services.AddPlacementFilter<RolePlacement, RolePlacementDirector>(ServiceLifetime.Transient);
        services.AddHostedService<InboxPump>();
        services.AddWebhooks(configuration);
        return services;
    }

    private static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<WebhookPost>();
        services.AddSingleton<IWebhooks>(s => s.GetRequiredService<WebhookPost>());
        services.AddSingleton<WebhookMetrics>();
        // A silo of the language model alone need not reach the shops' systems.
        if (configuration["Silo:Role"] != SiloRoles.Inference)
            services.AddHostedService<WebhookSender>();
    }

    private static string Declared(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    private static TurnLimits Limits(ConversationOptions options) => new(options.TurnBudget, options.SessionIdle);
}
