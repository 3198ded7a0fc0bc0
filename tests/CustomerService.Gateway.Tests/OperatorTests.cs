using System.Net;
using CustomerService.Contracts.Desk;
using CustomerService.Gateway.Tests.Support;
using NSubstitute;

namespace CustomerService.Gateway.Tests;

public sealed class OperatorTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("operator-key")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer operator-kez")]
    [InlineData("Bearer operator-key-and-more")]
    [InlineData("Basic operator-key")]
    public async Task Get_WithoutTheKey_Is401(string? authorization)
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");

        foreach (var path in new[] { $"/api/v1/conversations/{conversation}/turns", "/api/v1/desk/queue" })
        {
            var response = await Get(host, path, authorization);
            await response.ShouldBeProblem(HttpStatusCode.Unauthorized, "operator_key");
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
    }

    [Fact]
    public async Task Get_NoKeyIsSet_NothingOpensIt()
    {
        await using var host = await GatewayHost.Start(settings: [("Operator:Key", "")]);

        await (await Get(host, "/api/v1/desk/queue", "Bearer ")).ShouldBeProblem(HttpStatusCode.Unauthorized, "operator_key");
    }

    [Fact]
    public async Task Get_Turns_TellsWhyTheBotSaidIt()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");

        var response = await Get(host, $"/api/v1/conversations/{conversation}/turns", "bearer operator-key");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Text()).ShouldContain("\"facts\":[\"stock:available\"]");
    }

    [Theory]
    [InlineData("default.web.nobody")]
    [InlineData("nonsense")]
    public async Task Get_TurnsOfNobody_Is404(string id)
    {
        await using var host = await GatewayHost.Start();

        await (await Get(host, $"/api/v1/conversations/{id}/turns", "Bearer operator-key"))
            .ShouldBeProblem(HttpStatusCode.NotFound, "conversation_not_found");
    }

    [Fact]
    public async Task Get_Queue_IsTheTenants()
    {
        await using var host = await GatewayHost.Start();
        host.Cluster.Desk.Queue().Returns(
            [new("default.web.x", 1, new("op", "default.web.x", "asked", DateTimeOffset.UnixEpoch) { Intent = "refund" })]);

        var response = await Get(host, "/api/v1/desk/queue?tenant=default", "Bearer operator-key");

        (await response.Text()).ShouldBe(
            """{"queue":[{"conversation":"default.web.x","position":1,"request":{"operationId":"op","conversation":"default.web.x","reason":"""
            + "\"asked\"" + ""","at":"1970-01-01T00:00:00+00:00","intent":"refund","slots":{},"sentiment":0}}]}""");
        await (await Get(host, "/api/v1/desk/queue?tenant=nobody", "Bearer operator-key"))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_tenant");
    }

    [Fact]
    public async Task Get_DeskDoesNotAnswer_Is503()
    {
        await using var host = await GatewayHost.Start();
        host.Cluster.Desk.Queue().Returns(Task.FromException<IReadOnlyList<QueueTicket>>(new TimeoutException()));

        await (await Get(host, "/api/v1/desk/queue", "Bearer operator-key"))
            .ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "cluster_unavailable");
    }

    private static Task<HttpResponseMessage> Get(GatewayHost host, string path, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return host.Send(request);
    }
}
