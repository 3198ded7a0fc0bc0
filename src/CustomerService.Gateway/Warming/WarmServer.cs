using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace CustomerService.Gateway.Warming;

/// <summary>The web server, which listens once the way of a message is warm: until then balancers and clients go elsewhere at once.</summary>
internal sealed class WarmServer(IServer server, WarmUp warmUp) : IServer
{
    public IFeatureCollection Features => server.Features;

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        await warmUp.Run(cancellationToken);
        await server.StartAsync(application, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();
}

/// <summary>Adds the warming to a host.</summary>
public static class WarmServices
{
    /// <summary>Has the host's web server listen only when the way of a message is warm.</summary>
    public static IServiceCollection ListenWhenWarm(this IServiceCollection services)
    {
        var server = services.Last(d => d.ServiceType == typeof(IServer));
        services.Remove(server);
        services.AddSingleton<IServer>(s => new WarmServer(
            (IServer)ActivatorUtilities.CreateInstance(s, server.ImplementationType!), s.GetRequiredService<WarmUp>()));
        return services;
    }
}
