using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Conversations;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>A shopper of a tenant, at the HTTP API.</summary>
internal sealed class TenantShopper(HttpClient http, string tenant, string user)
{
    public string? Conversation { get; private set; }

    /// <summary>Says something and waits until the conversation shows what is waited for.</summary>
    public async Task Say(string text, Func<ConversationEvent, bool> until)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var answer = await http.PostAsJsonAsync(
            "api/v1/messages", new { tenant, user, messageId = Guid.NewGuid().ToString("N"), text }, cancellation);
        answer.EnsureSuccessStatusCode();
        Conversation = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("conversation").GetString();
        for (long after = 0; ;)
        {
            var page = await http.GetFromJsonAsync<EventPage>(
                $"api/v1/conversations/{Conversation}/events?after={after}&wait=10", JsonSerializerOptions.Web, cancellation);
            if (page!.Events.Any(until))
                return;
            after = page.Next;
        }
    }
}
