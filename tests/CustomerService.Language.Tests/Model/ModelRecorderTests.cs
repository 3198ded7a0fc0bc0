using CustomerService.Core.Understanding;
using CustomerService.Language.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests.Model;

public sealed class ModelRecorderTests : IAsyncLifetime
{
    private const int NotYet = 5113;
    private const int InUse = 5114;

    private readonly FakeTimeProvider time = new();
    private readonly WrittenSteps record = new();
    private readonly LoggedEvents events = new();
    private readonly LoggerFactory logs;
    private readonly ModelRecorder recorder;

    public ModelRecorderTests()
    {
        logs = new([events]);
        recorder = new(time, logs.CreateLogger<ModelRecorder>(), record);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await recorder.StartAsync(Cancellation);

    [Fact]
    public async Task Tell_RecordThatAnswers_IsWrittenAtOnce()
    {
        recorder.Tell(Step("second", isInUse: false));
        await record.Try();
        recorder.Tell(Step("second", isInUse: true));
        await events.Of(InUse);

        record.Written.ShouldBe([Step("second", isInUse: false), Step("second", isInUse: true)]);
        events.Count(NotYet).ShouldBe(0);
    }

    [Fact]
    public async Task Tell_RecordAwayForAWhile_IsTriedUntilItIsWrittenAndToldOnce()
    {
        record.IsAway = true;
        recorder.Tell(Step("second", isInUse: true));
        for (var i = 0; i < 20; i++)
            await Pass(record.Try());
        record.Written.ShouldBeEmpty();

        record.IsAway = false;
        await Pass(events.Of(InUse));

        record.Written.ShouldBe([Step("second", isInUse: true)]);
        events.Count(NotYet).ShouldBe(1);
    }

    [Fact]
    public async Task Tell_LaterStepWhileAway_TakesThePlaceOfTheOneBefore()
    {
        record.IsAway = true;
        recorder.Tell(Step("second", isInUse: false));
        await record.Try();
        recorder.Tell(Step("second", isInUse: true));
        recorder.Tell(Step("third", isInUse: false));
        await Pass(record.Until(s => s == Step("third", isInUse: false)));
        record.IsAway = false;
        recorder.Tell(Step("third", isInUse: true));
        await Pass(events.Of(InUse));

        record.Written.ShouldAllBe(s => s.Model.Id == "third");
        record.Written[^1].ShouldBe(Step("third", isInUse: true));
    }

    [Fact]
    public async Task Stop_WhileTheRecordIsAway_Ends()
    {
        record.IsAway = true;
        recorder.Tell(Step("second", isInUse: true));
        await record.Try();
        await recorder.StopAsync(Cancellation);
        recorder.ExecuteTask!.IsCompleted.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await recorder.StopAsync(CancellationToken.None);
        recorder.Dispose();
        logs.Dispose();
        events.Dispose();
    }

    private static ModelStep Step(string model, bool isInUse) => new(new(model, "00", 0.5f), isInUse, DateTimeOffset.UnixEpoch);

    // A wait begins a moment after the try before it.
    private async Task Pass(Task until)
    {
        while (!until.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await until;
    }
}
