using System.Net;
using System.Text.Json.Nodes;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>Reads answers.</summary>
public static class Answers
{
    public static async Task<JsonObject> Json(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Text())!.AsObject();

    public static Task<string> Text(this HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>The answer is a whole problem with this status and code; gives its field.</summary>
    public static async Task<JsonObject> ShouldBeProblem(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Text();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(text)!.AsObject();
        problem["type"]!.GetValue<string>().ShouldBe("urn:customer-service:problem:" + code);
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        foreach (var member in new[] { "title", "detail", "fix" })
            problem[member]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    /// <summary>Looks until something is so that is on its way; the limit only ends a hanging run.</summary>
    public static async Task Eventually(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        }
    }
}
