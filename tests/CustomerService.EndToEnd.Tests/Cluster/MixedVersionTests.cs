using System.Globalization;
using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>
/// A cluster of an older version (<c>CS_PREVIOUS</c>: the folder <c>artifacts/bin</c> of its build) gets a silo and a
/// gateway of this one, as in a rolling upgrade, and loses them again, as when one is taken back.
/// </summary>
public sealed class MixedVersionTests(ITestOutputHelper output)
{
    private const string Silo = "CustomerService.Silo.Host";
    private const string Gateway = "CustomerService.Gateway.Host";
    private const string Question = "这款手机有现货吗?";
    private const string Asked = "颜色和存储版本";
    private const string Version = "黑色,256G。";
    private const string Answer = "黑色256G版本北京仓有货";

    // Two old silos and one new one share them: that all of them are on one side is out of the question.
    private const int Shoppers = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Talk_WhileVersionsAreMixed_GoesOnThroughBothAndOnBoth()
    {
        Assert.SkipWhen(Places.Previous is null, "CS_PREVIOUS names no build of an older version");
        var build = Places.Previous!;
        await using var older = new ClusterHost(silos: 2, gateways: 1, ClusterHost.PatientTurns) { Build = build };
        await older.Start(Cancellation);
        using var oldDoor = older.Client();
        await Warm(oldDoor, "first");
        await Each(oldDoor, "before", Question, Asked);

        await ClusterProcess.Run("dotnet", [Places.Program(Silo), "db", "migrate", .. Common(older)]);
        var newSilo = Start(Silo, older, "--Silo:Address=127.0.0.9", $"--Silo:Port={Ports.Free()}", $"--Silo:GatewayPort={Ports.Free()}");
        try
        {
            await using var newGateway = Start(Gateway, older);
            using var newDoor = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = newGateway.Url };
            await newSilo.Ready(Cancellation);
            await newGateway.Ready(Cancellation);

            await Warm(newDoor, "second");

            // Old conversations by the new gateway, new ones by both, on old and new silos.
            await Each(newDoor, "before", Version, Answer);
            await Each(oldDoor, "mixed-old", Question, Asked);
            await Each(newDoor, "mixed-new", Question, Asked);
            (await TurnCounts.Of(newSilo.Url, Cancellation)).All.ShouldBeGreaterThan(0, "the new silo had no conversation: nothing was proved");
            output.WriteLine($"{(await TurnCounts.Of(newSilo.Url, Cancellation)).All} turns on the new silo");

            // What the new silo wrote is read by the old ones.
            await newSilo.DisposeAsync();
            await Each(oldDoor, "mixed-new", Version, Answer);
            await Each(newDoor, "mixed-old", Version, Answer);

            // What old silos wrote is read by a new one, alone.
            newSilo = Start(Silo, older, "--Silo:Address=127.0.0.10", $"--Silo:Port={Ports.Free()}", $"--Silo:GatewayPort={Ports.Free()}");
            await newSilo.Ready(Cancellation);
            await ClusterProcess.Send(older.Supervisor, "STOP");
            foreach (var silo in older.Processes.Where(p => p.Role == "silo"))
                await silo.Send("TERM");
            await Warm(newDoor, "third");
            await Each(oldDoor, "mixed-new", Question, Asked, last: 6);
            await Each(newDoor, "before", Question, Asked, last: 6);
            output.WriteLine($"{(await TurnCounts.Of(newSilo.Url, Cancellation)).All} turns on the second new silo");
        }
        finally
        {
            await newSilo.DisposeAsync();
            await ClusterProcess.Send(older.Supervisor, "CONT");
            older.KeepLogs("mixed-logs");
        }
    }

    /// <summary>The first turns of a process that has just started may miss their budget; they are other shoppers'.</summary>
    private static Task Warm(HttpClient door, string group) => Each(door, group, Question, "");

    /// <summary>Every shopper of a group says it and gets an answer that holds a text, and has a whole conversation.</summary>
    private static async Task Each(HttpClient door, string group, string says, string answer, int? last = null)
    {
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(async i =>
        {
            var shopper = new Shopper(door, $"{group}-{i}");
            (await shopper.Ask(says, Cancellation)).ShouldContain(answer, customMessage: $"{group}-{i}");
            // A reading that does not wait may be refused (503) while silos come and go.
            var page = await shopper.Page(0, 10, Cancellation);
            page.Events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, page.Events.Count).Select(n => (long)n));
            page.Events.Select(e => e.Kind).Chunk(2).ShouldAllBe(pair => pair.SequenceEqual(new[] { EventKinds.Message, EventKinds.Reply }));
            if (last is { } expected)
                page.Events.Count.ShouldBe(expected);
        }));
    }

    private static AddedProcess Start(string program, ClusterHost older, params string[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free().ToString(CultureInfo.InvariantCulture)}/");
        return new(HostProcess.StartProgram(Places.Program(program), [$"--urls={url}", .. Common(older), .. settings]), url);
    }

    /// <summary>What the processes of the older cluster have, in its keys' file and in their environment.</summary>
    private static string[] Common(ClusterHost older)
    {
        using var keys = JsonDocument.Parse(File.ReadAllText(Path.Combine(older.Data, "secrets.json")));
        // All silos run one language model, the older version's until all of them are new.
        var model = Path.Combine(Path.GetDirectoryName(Places.Program(Silo, older.Build!))!, "models", "understanding");
        return
        [
            .. keys.RootElement.EnumerateObject().Select(k => $"--{k.Name}={k.Value.GetString()}"),
            $"--Postgres:ConnectionString={older.Connection}", $"--Language:ModelFolder={model}", "--Language:Tenants:0=default",
            "--Language:Threads=1", ClusterHost.PatientTurns,
        ];
    }
}
