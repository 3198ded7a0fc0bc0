using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Reference;

/// <summary>Flow files changed under a running host.</summary>
public sealed class FlowReloadTests
{
    private const string Question = "这款手机有现货吗?";
    private const string Before = "您需要什么";
    private const string After = "请告诉我您想要的";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Reload_ChangedThenBroken_TakesTheChangeAndKeepsItOverTheBroken()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var flows = folder.Copy(Path.Combine(Places.Host, "flows"), "flows");
        var file = Path.Combine(flows, "stock.yaml");
        var text = await File.ReadAllTextAsync(file, cancellation);
        text.ShouldContain(Before);
        await using var host = await ShopHost.Run($"--Flows:Folder={flows}", ClusterHost.PatientTurns);
        (await new Shopper(host.Http, "flow-1").Ask(Question, cancellation)).ShouldContain(Before);

        var loaded = host.Process.Prints("flows from");
        await File.WriteAllTextAsync(file, text.Replace(Before, After, StringComparison.Ordinal), cancellation);
        await loaded.WaitAsync(Patience, cancellation);
        (await new Shopper(host.Http, "flow-2").Ask(Question, cancellation)).ShouldContain(After);

        var refused = host.Process.Prints("Changed flow files are not used");
        await File.WriteAllTextAsync(file, text + "\nanswers: [", cancellation);
        await refused.WaitAsync(Patience, cancellation);
        (await new Shopper(host.Http, "flow-3").Ask(Question, cancellation)).ShouldContain(After);
    }
}
