using CustomerService.Core.Conversations;
using CustomerService.Gateway.Messages;

namespace CustomerService.Gateway.Tests;

public sealed class QueuePaceTests
{
    private const int PerSecond = 100;

    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(56);

    private readonly QueuePace _pace = new();
    private readonly Queue<DateTimeOffset> _waiting = new();
    private int _second;

    [Fact]
    public void Wait_FiveTimesWhatCanBeAnswered_IsTheLengthOfTheQueueAndNotItsAge()
    {
        // 40 s of answers came in, 8 of them are given: 6.4 s old.
        Seconds(8, arrive: 5 * PerSecond, answered: PerSecond).TotalSeconds.ShouldBe(32, tolerance: 2);
    }

    [Fact]
    public void Wait_NoneComesInAnyMore_IsWhatIsLeftHoweverOldTheOldest()
    {
        Seconds(6, arrive: 5 * PerSecond, answered: PerSecond);

        Seconds(20, arrive: 0, answered: PerSecond).TotalSeconds.ShouldBe(4, tolerance: 0.5);
    }

    [Fact]
    public void Wait_SlowsDown_FollowsWithinAFewLooks()
    {
        Seconds(6, arrive: 5 * PerSecond, answered: PerSecond);

        Seconds(5, arrive: 0, answered: PerSecond / 2).TotalSeconds.ShouldBe(2150 / (PerSecond / 2.0), tolerance: 3);
    }

    [Fact]
    public void Wait_AnswersKeepUp_IsNotAboveTheAge()
    {
        Seconds(8, arrive: PerSecond, answered: PerSecond).TotalSeconds.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Wait_FewAreOldAndSoonAnswered_IsNotJudgedByThem()
    {
        for (var second = 0; second < 40; second++)
            Seconds(1, arrive: PerSecond * 11 / 10, answered: PerSecond).TotalSeconds.ShouldBeLessThan(6);
    }

    [Fact]
    public void Wait_NothingMoves_IsTheAge()
    {
        Seconds(8, arrive: PerSecond, answered: 0).TotalSeconds.ShouldBe(8, tolerance: 0.1);
    }

    /// <summary>Lets seconds pass, each with a look at its end; the wait after the last.</summary>
    private TimeSpan Seconds(int count, int arrive, int answered)
    {
        var wait = TimeSpan.Zero;
        for (var end = _second + count; _second < end; _second++)
        {
            for (var i = 0; i < arrive; i++)
                _waiting.Enqueue(Start.AddSeconds(_second + ((double)i / arrive)));
            for (var i = 0; i < answered; i++)
                _waiting.TryDequeue(out _);
            wait = _waiting.Count == 0 ? TimeSpan.Zero : _pace.Wait(Look(Start.AddSeconds(_second + 1)), Start.AddSeconds(_second + 1));
        }
        return wait;
    }

    private TenantQueue Look(DateTimeOffset now) => new(
        _waiting.Peek(), _waiting.Count, Before(QueuePace.Mark(now.AddSeconds(-1))), Before(QueuePace.Mark(now)));

    private int Before(DateTimeOffset moment) => _waiting.Count(w => w < moment);
}
