using System.Net;
using System.Text;
using System.Text.Json;
using CustomerService.Gateway.Tests.Support;

namespace CustomerService.Gateway.Tests;

public sealed class CannedTests
{
    [Fact]
    public async Task Put_OwnReplies_AreEverybodysOfTheTenantAndAudited()
    {
        await using var host = await GatewayHost.Start();

        (await Put(host, "boss", """{"replies":[{"key":"nh","title":"问候","text":"您好\n请讲"}]}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await LogIn(host, "amy")).Canned.ShouldBe(["nh"]);
        (await LogIn(host, "eve")).Canned.ShouldNotBe(["nh"]);
        host.Console.Audit.ShouldContain(e => e.Action == "change_canned" && e.Account == "boss");
    }

    [Theory]
    [InlineData("""{}""", "replies")]
    [InlineData("""{"replies":[null]}""", "replies[0]")]
    [InlineData("""{"replies":[{"key":"N H","title":"a","text":"b"}]}""", "replies[0].key")]
    [InlineData("""{"replies":[{"key":"a","title":"a","text":"b"},{"key":"a","title":"a","text":"b"}]}""", "replies[1].key")]
    [InlineData("""{"replies":[{"key":"a","title":"","text":"b"}]}""", "replies[0].title")]
    [InlineData("""{"replies":[{"key":"a","title":"a","text":" "}]}""", "replies[0].text")]
    [InlineData("""{"replies":[{"key":"a","title":"a","text":"a\u0000"}]}""", "replies[0].text")]
    public async Task Put_Mistake_Is400AndNamesIt(string body, string field)
    {
        await using var host = await GatewayHost.Start();

        using var answer = await Put(host, "boss", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Json())["field"]!.GetValue<string>().ShouldBe(field);
    }

    [Fact]
    public async Task Put_AsAnAgent_Is403()
    {
        await using var host = await GatewayHost.Start();

        await (await Put(host, "amy", """{"replies":[]}""")).ShouldBeProblem(HttpStatusCode.Forbidden, "console_forbidden");
    }

    private static async Task<HttpResponseMessage> Put(GatewayHost host, string user, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/console/canned") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (await LogIn(host, user)).Token);
        return await host.Send(request);
    }

    private static async Task<(string Token, string[] Canned)> LogIn(GatewayHost host, string user)
    {
        var login = await (await host.Post(
            "/api/v1/console/login", JsonSerializer.Serialize(new { user, password = FakeConsole.Password, bearer = true }))).Json();
        return (login["token"]!.GetValue<string>(), [.. login["canned"]!.AsArray().Select(c => c!["key"]!.GetValue<string>())]);
    }
}
