using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>Somebody who calls the console's API with a bearer token, or with none.</summary>
internal sealed class ConsoleClient(HttpClient http, string name, string? token)
{
    private int _operations;

    public string Name => name;

    public static async Task<ConsoleClient> LogIn(HttpClient http, string user, string password)
    {
        using var login = await http.PostAsJsonAsync("/api/v1/console/login", new { user, password, bearer = true }, Cancellation);
        login.EnsureSuccessStatusCode();
        return new(http, user, (await login.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("token").GetString());
    }

    /// <summary>An operation id that is used for nothing else.</summary>
    public string Operation() => $"operation-{name}-{Interlocked.Increment(ref _operations)}".Replace('.', '-');

    public async Task<HttpResponseMessage> Call(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    /// <summary>Does something that must go well; its answer.</summary>
    public async Task<JsonElement> Do(string method, string path, JsonObject? body = null)
    {
        using var answer = await Call(method, "/api/v1/console/" + path, body);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path} as {name}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>A command under an operation id of its own.</summary>
    public Task<JsonElement> Command(string path, JsonObject? body = null)
    {
        body ??= [];
        body["operationId"] = Operation();
        return Do("POST", path, body);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
