using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>
/// Says one thing after the other, and each again and again under the same message id until the host has said 202;
/// now and then, as a phone does that missed the answer, something that was accepted long ago too.
/// </summary>
internal sealed class Sender(HttpClient http, Ledger ledger, Random random, bool asksForHuman, LoadShape shape)
{
    /// <summary>Which of so many messages asks for a human, again and again.</summary>
    private const int HumanEvery = 7;

    // A talk in the shop: the two-step stock question, delivery, small talk; every one a complete sentence.
    private static readonly string[] Texts =
    [
        "这款手机有现货吗?", "黑色,256G。", "发到北京几天能到", "运费怎么算", "你好呀", "谢谢", "有什么优惠活动吗", "怎么申请退货",
        "X1白色512还有货吗", "保修多久", "能开发票吗", "星河X1多少钱",
    ];

    private readonly TaskCompletionSource<string> _conversation = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Id, string Text)> _accepted = [];

    /// <summary>The conversation's id, once the first message was accepted.</summary>
    public Task<string> Conversation => _conversation.Task;

    /// <summary>How often something was sent that had been sent before.</summary>
    public int Retries { get; private set; }

    /// <summary>Comes at some time and says a few things; nothing when it is told to stop before.</summary>
    public async Task Visit(CancellationToken stop, CancellationToken giveUp)
    {
        await Task.Delay(random.NextDouble() * shape.VisitorsWithin, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Run(stop, giveUp, most: random.Next(1, 4));
    }

    /// <summary>Sends until told to stop; what was begun is brought to its end even then.</summary>
    public async Task Run(CancellationToken stop, CancellationToken giveUp, int most = int.MaxValue)
    {
        for (var i = 0; i < most && !stop.IsCancellationRequested; i++)
        {
            var human = asksForHuman && i % HumanEvery == HumanEvery - 1;
            var (id, text) = ($"{ledger.User}-{i}", human ? "转人工" : Texts[random.Next(Texts.Length)]);
            ledger.Sends(id, text);
            await UntilAccepted(id, text, giveUp);
            _accepted.Add((id, text));
            if (random.Next(6) == 0)
            {
                var (again, words) = _accepted[random.Next(_accepted.Count)];
                Retries++;
                await UntilAccepted(again, words, giveUp);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(shape.LeastPause, shape.MostPause)), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task UntilAccepted(string id, string text, CancellationToken giveUp)
    {
        while (!await Accepted(id, text, giveUp))
        {
            Retries++;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 200)), TimeProvider.System, giveUp);
        }
    }

    private async Task<bool> Accepted(string id, string text, CancellationToken giveUp)
    {
        try
        {
            var asked = TimeProvider.System.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("api/v1/messages", new { tenant = ledger.Tenant, user = ledger.User, messageId = id, text }, giveUp);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
                return false;
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(giveUp);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                ledger.Wrong($"message {id} was refused with {(int)answer.StatusCode}: {body}");
                return true;
            }
            ledger.Accepted(id, body.GetProperty("number").GetInt64(), asked);
            _conversation.TrySetResult(body.GetProperty("conversation").GetString()!);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or OperationCanceledException && !giveUp.IsCancellationRequested)
        {
            // The host died in the middle: accepted or not, only sending it again can tell.
            return false;
        }
    }
}
