using CustomerService.Core.Care;
using CustomerService.Core.Desk;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerService.Gateway.Console;

/// <summary>The agents' console: its services and its API.</summary>
internal static class ConsoleApp
{
    /// <summary>Where its API lies.</summary>
    public const string Prefix = "/api/v1/console";

    /// <summary>Name of the tag in the OpenAPI document.</summary>
    public const string Tag = "Console";

    public static IServiceCollection AddConsole(this IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        services.AddOptions<ConsoleOptions>().Bind(configuration.GetSection(ConsoleOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(DeskFile.LoadShipped());
        services.TryAddSingleton(CareFile.LoadShipped());
        services.AddSingleton<Passwords>();
        services.AddSingleton<LoginGuard>();
        services.AddSingleton<FirstAccounts>();
        services.AddSingleton<ConsoleGate>();
        services.AddSingleton<DeskFeed>();
        services.AddSingleton<DeskCalls>();
        services.AddSingleton<ConsoleAccess>();
        services.AddSingleton<SlotNaming>();
        services.AddHostedService<ConsoleStart>();
        return services;
    }

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup(Prefix).WithTags(Tag);
        var gated = routes.MapGroup(Prefix).WithTags(Tag).AddEndpointFilter<ConsoleGate>();
        open.MapLogin(gated);
        gated.MapDesk();
        gated.MapTickets();
        gated.MapTalks();
        gated.MapShoppers();
        gated.MapManagement();
        gated.MapCanned();
        gated.MapWebhooks();
    }
}
