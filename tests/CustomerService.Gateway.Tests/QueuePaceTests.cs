using CustomerService.Gateway.Messages;

namespace CustomerService.Gateway.Tests;

public sealed class QueuePaceTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public void Wait_FiveTimesWhatCanBeAnswered_IsTheLengthOfTheQueueAndNotItsAge()
    {
        var pace = new QueuePace();
        var wait = TimeSpan.Zero;
        for (var second = 1; second <= 8; second++)
            wait = pace.Wait(Start.AddSeconds(0.2 * second), Start.AddSeconds(second));

        // 6.4 s old; 40 s of answers came in, 8 of them are given.
        wait.TotalSeconds.ShouldBeInRange(28, 33);
    }

    [Fact]
    public void Wait_AnswersKeepUp_IsTheAge()
    {
        var pace = new QueuePace();
        var wait = TimeSpan.Zero;
        for (var second = 1; second <= 8; second++)
            wait = pace.Wait(Start.AddSeconds(second - 0.5), Start.AddSeconds(second));

        wait.TotalSeconds.ShouldBe(0.5, tolerance: 0.001);
    }

    [Fact]
    public void Wait_NothingMoves_IsTheAge()
    {
        var pace = new QueuePace();
        var wait = TimeSpan.Zero;
        for (var second = 1; second <= 8; second++)
            wait = pace.Wait(Start, Start.AddSeconds(second));

        wait.TotalSeconds.ShouldBe(8, tolerance: 0.001);
    }
}
