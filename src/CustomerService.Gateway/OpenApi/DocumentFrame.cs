using System.Globalization;
using CustomerService.Gateway.Configuration;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CustomerService.Gateway.OpenApi;

/// <summary>Title, limits in words, and what opens the gated calls.</summary>
internal sealed class DocumentFrame(IOptions<GatewayOptions> options) : IOpenApiDocumentTransformer
{
    private const string Key = "operatorKey";
    private const string Login = "consoleLogin";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        document.Info = new()
        {
            Title = "Customer service",
            Version = "v1",
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Shoppers' messages in, replies out. Bodies are JSON in UTF-8, at most {limits.MaxBodyBytes} bytes
                ({limits.MaxUnderstandBytes} for understand), at most {Json.GatewayJson.MaxDepth} levels deep, with
                each member of an object once; unknown members are ignored, and null is as if left out. Text holds no
                control characters but line feed and tab. Rates: {limits.Rates.UserPerSecond} messages a second of
                one shopper (burst {limits.Rates.UserBurst}), {limits.Rates.AddressPerSecond} requests a second of one
                address (burst {limits.Rates.AddressBurst}); beyond them 429 with Retry-After. Every error is a
                problem (RFC 9457) with a stable type, in Chinese or, by Accept-Language, in English; field says what
                it is about and fix how to mend it.
                """).ReplaceLineEndings(" "),
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The value of Operator:Key.",
        };
        foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations ?? []).Select(o => o.Value)
            .Where(o => o.Tags?.Any(t => t.Name == "Operators") == true))
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        }
        document.Components.SecuritySchemes[Login] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The token of /api/v1/console/login; a browser sends the login's cookie, and X-Console-Guard with it.",
        };
        foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations ?? []).Select(o => o.Value)
            .Where(o => o.Tags?.Any(t => t.Name == Console.ConsoleApp.Tag) == true && o.OperationId != "consoleLogin"))
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Login, document)] = [] }];
        }
        return Task.CompletedTask;
    }
}
