using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Storage;

/// <summary>The standalone program on a disk of its own that fills up and is made empty again.</summary>
public sealed class DiskFullTests
{
    // Room for the sample shop and some talk; little enough to be filled at once.
    private const int Megabytes = 96;

    // More than the log of the database can take without growing.
    private const int MostMessages = 3_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_NoSpaceLeft_IsRefusedClearlyAndGoesOnWhenThereIsSpace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/mount"), "needs Linux, root and mount");
        await using var host = new ShopHost([]);
        Directory.CreateDirectory(host.Data);
        await ClusterProcess.Run("/usr/bin/mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "none", host.Data);
        try
        {
            host.Start();
            await host.Ready(Cancellation);
            var shopper = new Shopper(host.Http, "before");
            await shopper.Ask("你好呀", Cancellation);
            var filler = Path.Combine(host.Data, "filler");
            await Fill(filler);

            var (accepted, refusal) = await UntilRefused(host.Http);

            refusal.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refusal.Type.ShouldContain("inbox");
            host.Process.HasExited.ShouldBeFalse();
            File.Delete(filler);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(Patience);
            while ((await Post(host.Http, "after")).Status != HttpStatusCode.Accepted)
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
            (await shopper.Ask("谢谢", patience.Token)).ShouldNotBeEmpty();
            foreach (var (conversation, number) in accepted)
                await UntilAnswered(host.Http, conversation, number, patience.Token);
        }
        finally
        {
            await host.Kill();
            await ClusterProcess.Run("/usr/bin/umount", host.Data);
        }
    }

    private static async Task Fill(string path)
    {
        var block = new byte[64 * 1024];
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                await file.WriteAsync(block, Cancellation);
        }
        catch (IOException)
        {
            // No space is left.
        }
    }

    /// <summary>Shoppers say one thing each until one is refused; what was accepted, and how the refusal looks.</summary>
    private static async Task<(List<(string Conversation, long Number)> Accepted, (HttpStatusCode Status, string Type) Refusal)> UntilRefused(HttpClient http)
    {
        var accepted = new List<(string, long)>();
        for (var i = 0; i < MostMessages; i++)
        {
            var answer = await Post(http, $"full-{i}");
            if (answer.Status != HttpStatusCode.Accepted)
                return (accepted, (answer.Status, answer.Body.GetProperty("type").GetString()!));
            accepted.Add((answer.Body.GetProperty("conversation").GetString()!, answer.Body.GetProperty("number").GetInt64()));
        }
        throw new InvalidOperationException("Nothing was refused: the disk is not full.");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Post(HttpClient http, string user)
    {
        using var answer = await http.PostAsJsonAsync(
            "api/v1/messages", new { user, messageId = "m1", text = "运费怎么算" }, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    private static async Task UntilAnswered(HttpClient http, string conversation, long number, CancellationToken cancellation)
    {
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"api/v1/conversations/{conversation}/events?after=0&wait=5", cancellation);
            if (page.GetProperty("events").EnumerateArray().Any(e => e.TryGetProperty("inReplyTo", out var to)
                && to.ValueKind == JsonValueKind.Array && to.EnumerateArray().Any(n => n.GetInt64() == number)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }
    }
}
