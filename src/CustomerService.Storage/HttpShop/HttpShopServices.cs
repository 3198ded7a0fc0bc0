using System.Net;
using System.Net.Http.Headers;
using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace CustomerService.Storage.HttpShop;

/// <summary>Registers the ports of commerce and knowledge over a shop's own back end.</summary>
internal static class HttpShopServices
{
    // A shop that fails half of its questions is left alone for a moment: turns then degrade at once instead of late.
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);
    private const int LeastQuestions = 8;

    public static IServiceCollection AddHttpShop(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<HttpShopOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpShopOptions>, HttpShopOptionsValidator>();
        services.AddClient(ShopClient.Questions, o => o.MaxAnswerBytes, Guard);
        services.AddClient(ShopClient.Pulls, o => o.MaxPullBytes, (builder, options) => builder.AddTimeout(options.PullTimeout));
        services.AddSingleton<ShopClient>();
        services.AddSingleton<IStock, HttpStock>();
        services.AddSingleton<IOrders, HttpOrders>();
        services.AddSingleton<IPromotions, HttpPromotions>();
        services.AddSingleton<PulledShop>();
        services.AddSingleton<ICatalogueSource>(s => s.GetRequiredService<PulledShop>());
        services.AddSingleton<IPolicies>(s => s.GetRequiredService<PulledShop>());
        services.AddSingleton<IFaqSource>(s => s.GetRequiredService<PulledShop>());
        services.AddHostedService<ShopPuller>();
        return services;
    }

    private static void AddClient(
        this IServiceCollection services, string name, Func<HttpShopOptions, int> maxBytes,
        Action<ResiliencePipelineBuilder<HttpResponseMessage>, HttpShopOptions> guard)
    {
        var builder = services.AddHttpClient(name, (provider, client) =>
        {
            var options = Options(provider);
            client.BaseAddress = new Uri(options.BaseAddress.EndsWith('/') ? options.BaseAddress : options.BaseAddress + "/");
            client.Timeout = Timeout.InfiniteTimeSpan; // The guard's timeouts count, which a test can drive.
            client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (options.Token.Length > 0)
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        });
        // The factory's own loggers write addresses, whose queries name orders and members.
        builder.RemoveAllLoggers();
        builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // A redirect would carry the token elsewhere.
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // Follows changes of DNS.
            UseCookies = false,
        });
        builder.AddResilienceHandler("guard", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            guard(pipeline, Options(context.ServiceProvider));
        });
        builder.AddHttpMessageHandler(provider => new BufferedAnswer(maxBytes(Options(provider))));
    }

    private static void Guard(ResiliencePipelineBuilder<HttpResponseMessage> builder, HttpShopOptions options)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldRetryAfterHeader = false, // What it asks for is longer than a turn.
        };
        retry.DisableForUnsafeHttpMethods();
        builder
            .AddTimeout(options.Timeout)
            .AddRetry(retry)
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = LeastQuestions,
                SamplingDuration = Sampling,
                BreakDuration = Break,
            })
            .AddTimeout(new HttpTimeoutStrategyOptions
            {
                // A change is not repeated, so its one attempt has all the time there is.
                TimeoutGenerator = arguments => ValueTask.FromResult(
                    arguments.Context.GetRequestMessage()?.Method == HttpMethod.Get ? options.AttemptTimeout : options.Timeout),
            });
    }

    private static HttpShopOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<HttpShopOptions>>().Value;
}
