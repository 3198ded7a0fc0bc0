using CustomerService.Core.Conversations;
using CustomerService.Streaming.Kafka;
using CustomerService.Streaming.OrleansStreams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CustomerService.Streaming;

/// <summary>Puts a broker between gateways and silos, where the settings name one.</summary>
public static class StreamServices
{
    /// <summary>On a gateway: entries go to the broker instead of to the grains. Comes before the gateway's own services.</summary>
    public static IServiceCollection AddStreamNudge(this IServiceCollection services, IConfiguration configuration)
    {
        var options = services.AddStream(configuration);
        if (options.Servers.Length > 0)
            services.AddSingleton<INudge, KafkaNudge>();
        else if (options.Provider.Length > 0)
            services.AddSingleton<INudge, StreamNudge>();
        return services;
    }

    /// <summary>
    /// On a silo with conversations: entries are read from the broker. An Orleans stream provider needs nothing but the
    /// provider itself.
    /// </summary>
    public static IServiceCollection AddStreamDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.AddStream(configuration).Servers.Length > 0)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<EntryDelivery>();
            services.AddHostedService<KafkaDelivery>();
        }
        return services;
    }

    private static StreamOptions AddStream(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(StreamOptions.Section);
        services.AddOptions<StreamOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StreamOptions>, StreamOptionsValidator>());
        return section.Get<StreamOptions>() ?? new();
    }
}
