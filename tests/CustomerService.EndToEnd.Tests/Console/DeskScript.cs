using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Contracts.Conversations;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>
/// A service from the wish for a human to the rating, with a pause after each step in which anything may be killed. Every
/// call is repeated under its own id until it is known what became of it, as the pages do.
/// </summary>
internal sealed class DeskScript(HttpClient http, string firstPassword, Func<string, Task> between)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private string _conversation = "";

    /// <summary>What was said by whom, in order: each must be shown once.</summary>
    public IReadOnlyList<(string Kind, string Text)> Said =>
    [
        (EventKinds.Message, "转人工"), (EventKinds.Agent, "您好，我是第一位"), (EventKinds.Message, "订单还没到"),
        (EventKinds.Agent, "我是第二位，已经看到备注"), (EventKinds.Message, "谢谢"), (EventKinds.Message, "非常满意"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Plays it; all that the conversation shows in the end.</summary>
    public async Task<IReadOnlyList<ConversationEvent>> Play()
    {
        await LogIn("admin", firstPassword);
        await Call("POST", "accounts", "admin", new() { ["id"] = "lily", ["name"] = "小丽", ["password"] = "a password of lily", ["roles"] = new JsonArray("agent"), ["skills"] = new JsonArray("general") }, HttpStatusCode.Conflict);
        await LogIn("lily", "a password of lily");
        await Shopper("s1", "转人工");
        await Until(e => e.Kind == EventKinds.Status);
        await between("queued");

        // Both want it: one has it, whoever is killed meanwhile.
        await Task.WhenAll(Presence("admin"), Presence("lily"));
        var taken = await Task.WhenAll(Command("admin", "accept", HttpStatusCode.Conflict), Command("lily", "accept", HttpStatusCode.Conflict));
        taken.Count(s => s == HttpStatusCode.OK).ShouldBe(1, "one of two agents has it");
        var (first, second) = taken[0] == HttpStatusCode.OK ? ("admin", "lily") : ("lily", "admin");
        await Until(e => e.Status == "agent_joined");
        await between("accepted");

        await Command(first, "messages", text: "您好，我是第一位");
        await between("agent said");
        await Shopper("s2", "订单还没到");
        await between("shopper said");
        await Command(first, "note", text: "顾客在等快递");
        await between("noted");
        await Presence(second);
        await Command(first, "transfer", text: "请接手", toAgent: second);
        await between("transferred");
        await Command(second, "messages", text: "我是第二位，已经看到备注");
        await Shopper("s3", "谢谢");
        await between("answered");
        await Command(second, "coupon", amount: 5);
        await between("coupon");
        await Command(second, "close", code: "solved");
        await Until(e => e.Status == "desk_closed");
        await between("closed");
        await Shopper("s4", "非常满意");
        await Until(e => e.Kind == EventKinds.Reply && e.Text!.Contains("感谢您的评价", StringComparison.Ordinal));
        return await Events();
    }

    /// <summary>Coupons given, and what the figures count of the desk once the rating, which follows its thanks, is in them.</summary>
    public async Task<(int Coupons, JsonElement Figures)> Books()
    {
        var coupons = await Call("GET", "coupons", "admin", null);
        while (true)
        {
            var figures = (await Call("GET", "figures?group=desk", "admin", null)).Body[0];
            if (figures.GetProperty("ratings").GetInt64() > 0)
                return (coupons.Body.GetArrayLength(), figures);
            await Task.Delay(BetweenTries, TimeProvider.System, Cancellation);
        }
    }

    private Task Presence(string who) => Call("PUT", "presence", who, new() { ["state"] = "online" });

    private async Task<HttpStatusCode> Command(
        string who, string what, HttpStatusCode? also = null, string? text = null, string? toAgent = null, string? code = null, decimal? amount = null)
    {
        await Presence(who);
        var body = new JsonObject { ["operationId"] = $"operation-{who}-{what}-{text?.Length}" };
        foreach (var (name, value) in new (string, JsonNode?)[] { ("text", text), ("toAgent", toAgent), ("code", code), ("amount", amount) })
        {
            if (value is not null)
                body[name] = value;
        }
        return (await Call("POST", $"conversations/{_conversation}/{what}", who, body, also)).Status;
    }

    private async Task LogIn(string user, string password) => _tokens[user] =
        (await Call("POST", "login", null, new() { ["user"] = user, ["password"] = password, ["bearer"] = true })).Body.GetProperty("token").GetString()!;

    private async Task<(HttpStatusCode Status, JsonElement Body)> Call(
        string method, string path, string? who, JsonObject? body, HttpStatusCode? also = null)
    {
        return await Known(async () =>
        {
            using var request = new HttpRequestMessage(new(method), "/api/v1/console/" + path) { Content = body is null ? null : JsonContent.Create(body) };
            if (who is not null)
                request.Headers.Authorization = new("Bearer", _tokens[who]);
            using var answer = await http.SendAsync(request, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            if ((int)answer.StatusCode >= 500)
                throw new HttpRequestException(text);
            (answer.IsSuccessStatusCode || answer.StatusCode == also).ShouldBeTrue($"{method} {path} as {who}: {(int)answer.StatusCode} {text}");
            return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
        });
    }

    private async Task Shopper(string messageId, string text) => _conversation = await Known(async () =>
    {
        using var answer = await http.PostAsJsonAsync("api/v1/messages", new { user = "script", messageId, text }, Cancellation);
        if ((int)answer.StatusCode >= 500)
            throw new HttpRequestException("not accepted");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("conversation").GetString()!;
    });

    private async Task Until(Func<ConversationEvent, bool> comes)
    {
        while (!(await Events()).Any(comes))
            await Task.Delay(BetweenTries, TimeProvider.System, Cancellation);
    }

    private Task<IReadOnlyList<ConversationEvent>> Events() => Known<IReadOnlyList<ConversationEvent>>(async () =>
        (await http.GetFromJsonAsync<EventPage>($"api/v1/conversations/{_conversation}/events?after=0", JsonSerializerOptions.Web, Cancellation))!.Events);

    // A refused connection, a lost one and a 5xx say nothing of what was done: the same again tells.
    private static async Task<T> Known<T>(Func<Task<T>> call)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !Cancellation.IsCancellationRequested))
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw;
                await Task.Delay(BetweenTries, TimeProvider.System, Cancellation);
            }
        }
    }
}
