using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Gateway.Tests.Support;
using Microsoft.OpenApi;

namespace CustomerService.Gateway.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Get_Document_IsValidOpenApi()
    {
        await using var host = await GatewayHost.Start();

        var (document, diagnostic) = OpenApiDocument.Parse(await (await host.Get("/openapi/v1.json")).Text(), "json");

        diagnostic!.Errors.ShouldBeEmpty();
        document!.Paths.Keys.Where(p => !p.StartsWith("/api/v1/console/", StringComparison.Ordinal)).Order().ShouldBe(
        [
            "/api/v1/conversations/{id}/events", "/api/v1/conversations/{id}/turns", "/api/v1/desk/queue",
            "/api/v1/messages", "/api/v1/understand", "/ws/chat",
        ]);
        document.Paths.Where(p => p.Key.StartsWith("/api/v1/console/", StringComparison.Ordinal) && !p.Key.EndsWith("/login", StringComparison.Ordinal)).SelectMany(p => p.Value.Operations!.Values)
            .ShouldAllBe(o => o.Security!.Count == 1);
        foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations!.Values))
        {
            operation.Summary.ShouldNotBeNullOrWhiteSpace();
            operation.OperationId.ShouldNotBeNullOrWhiteSpace();
            operation.Responses!.Keys.ShouldContain("429");
        }
    }

    /// <summary>
    /// The published surface: a change of it shows here. To approve one, copy <c>openapi.v1.json.received</c> from
    /// beside the test's assembly over the approved file.
    /// </summary>
    [Fact]
    public async Task Get_Document_IsTheApprovedOne()
    {
        await using var host = await GatewayHost.Start();
        var folder = AppContext.BaseDirectory;

        var received = JsonNode.Parse(await (await host.Get("/openapi/v1.json")).Text())!
            .ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        await File.WriteAllTextAsync(
            Path.Combine(folder, "openapi.v1.json.received"), received + "\n", TestContext.Current.CancellationToken);

        var approved = await File.ReadAllTextAsync(
            Path.Combine(folder, "openapi.v1.json"), TestContext.Current.CancellationToken);
        received.ShouldBe(approved.TrimEnd());
    }

    [Fact]
    public async Task Get_Scalar_NeedsNothingFromElsewhere()
    {
        await using var host = await GatewayHost.Start();

        var response = await host.Get("/scalar/");
        var page = await response.Text();

        response.IsSuccessStatusCode.ShouldBeTrue(page);
        page.ShouldNotContain("https://");
        page.ShouldNotContain("http://");
        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        page.Split("<script").Skip(1).ShouldAllBe(script => script.Contains("src=") || script.Contains($"nonce=\"{nonce}\""));
        (await host.Get("/scalar/scalar.js")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
