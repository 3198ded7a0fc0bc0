using CustomerService.Core.Waiting;

namespace CustomerService.Core.Tests.Waiting;

public sealed class TokenMomentTests
{
    [Fact]
    public async Task Happened_BeforeAndAfter_Completes()
    {
        using var moment = new CancellationTokenSource();
        var waiting = moment.Token.Happened(TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        await moment.CancelAsync();
        await waiting;
        await moment.Token.Happened(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Happened_ToldToStopMeanwhile_IsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = CancellationToken.None.Happened(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }
}
