using CustomerService.Gateway.Chat;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Console;
using CustomerService.Gateway.Events;
using CustomerService.Gateway.Health;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Operators;
using CustomerService.Gateway.Pictures;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Understanding;
using CustomerService.Gateway.Warming;
using CustomerService.Gateway.Web;

namespace CustomerService.Gateway;

/// <summary>Puts the gateway into a web application.</summary>
public static class GatewayApp
{
    /// <summary>Adds the gateway's middleware and endpoints; endpoints of the host may be mapped before or after it.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        // Called once, when the server starts; no part of a request.
        app.Use(next => app.Services.GetRequiredService<WarmUp>().Pipeline = next);
        app.UseRouting();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Faults>();
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.AllowedOrigins is { Length: > 0 } origins)
            app.UseCors(cors => cors.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod());
        app.UseMiddleware<Door>();
        app.UseStatusCodePages(context =>
        {
            var code = ProblemCodes.OfStatus(context.HttpContext.Response.StatusCode);
            return new ProblemResult(new(code)).ExecuteAsync(context.HttpContext);
        });
        app.UsePages();
        app.UseRateLimiter();
        if (app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value.Oidc.IsOn)
            app.UseAuthentication();
        app.UseWebSockets();
        app.MapMessages();
        app.MapEvents();
        app.MapChat();
        app.MapUnderstand();
        app.MapOperators();
        app.MapConsole();
        app.MapPages();
        app.MapProductPictures();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").DisableRateLimiting();
        app.MapOpenApi();
        app.MapApiPage();
        return app;
    }
}
