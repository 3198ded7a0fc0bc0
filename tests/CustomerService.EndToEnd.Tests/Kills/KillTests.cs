using System.Globalization;
using System.Security.Cryptography;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>
/// Kills the real process again and again while shoppers talk, and holds what it tells in the end against a ledger
/// kept outside. <c>CS_KILLS</c> sets how often (30), <c>CS_SEED</c> repeats a run.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    // What a restart may keep a shopper waiting: the pump's patience and a backlog of a second or two of everybody.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_AtAnyPointUnderLoad_LosesAndDoublesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seed = Number("CS_SEED") ?? RandomNumberGenerator.GetInt32(1, 1_000_000);
        var kills = Number("CS_KILLS") ?? 30;
        output.WriteLine($"seed {seed}, {kills} kills");
        var (random, began, starts) = (new Random(seed), TimeProvider.System.GetTimestamp(), new List<double>());
        await using var host = new ShopHost([]);
        using var load = new Load(host, LoadShape.Busy, seed, cancellation);

        var early = 0;
        for (var i = 0; i < kills; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            host.Start();
            // The first one too: an installation is cut off while it makes its tables and keys.
            if (i == 0 || random.Next(5) == 0)
            {
                early++;
                await Pause(random.Next(200, 3_000));
            }
            else
            {
                await host.Ready(cancellation);
                starts.Add(Seconds(started));
                // Mostly in the first second, where everything is cold and waits; now and then at full speed.
                await Pause(random.Next(4) == 0 ? random.Next(1_500, 4_000) : random.Next(50, 1_500));
            }
            await host.Kill();
        }
        host.Start();
        await host.Ready(cancellation);
        var ready = TimeProvider.System.GetTimestamp();
        await load.StopSending();
        var answered = await load.AllAnswered(AnswerLimit, cancellation);
        var catchUp = Seconds(ready);
        await File.WriteAllTextAsync(Places.Report("kills-last-host.log"), host.Process.Output, cancellation);
        var found = await load.Check(cancellation);

        var report = new KillReport(seed, load, found, Seconds(began))
        {
            Kills = kills, KillsDuringStart = early, StartSeconds = starts, CatchUpSeconds = catchUp,
        };
        report.Write(Places.Report("kills.json"));
        output.WriteLine(report.Summary);
        report.ShouldHold(answered, AnswerLimit, leastMessages: kills * load.Count / 2);
    }

    private static double Seconds(long since) => Math.Round(TimeProvider.System.GetElapsedTime(since).TotalSeconds, 2);

    private static Task Pause(int milliseconds) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
