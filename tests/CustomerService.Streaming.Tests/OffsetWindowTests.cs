using CsCheck;
using CustomerService.Streaming.Kafka;

namespace CustomerService.Streaming.Tests;

public sealed class OffsetWindowTests
{
    [Fact]
    public void Close_LaterOnesFirst_MovesOnlyPastWhatIsDone()
    {
        var window = new OffsetWindow();
        foreach (var offset in new long[] { 7, 8, 12 })
            window.Open(offset);
        window.Close(12).ShouldBeNull();
        window.Close(8).ShouldBeNull();
        window.Close(7).ShouldBe(13);
        window.Count.ShouldBe(0);
    }

    [Fact]
    public void Close_AnyOrder_NeverPassesAnOpenOffsetAndEndsBehindTheLast() =>
        Gen.Int[1, 30].SelectMany(n => Gen.Select(Gen.Const(n), Gen.Shuffle(Enumerable.Range(100, n).Select(i => (long)i).ToArray())))
            .Sample(drawn =>
            {
                var (count, order) = drawn;
                var window = new OffsetWindow();
                for (var offset = 100L; offset < 100 + count; offset++)
                    window.Open(offset);
                var open = order.ToHashSet();
                long begin = 100;
                foreach (var offset in order)
                {
                    open.Remove(offset);
                    if (window.Close(offset) is { } moved)
                    {
                        if (moved <= begin)
                            return false;
                        begin = moved;
                    }
                    if (open.Any(o => o < begin) || begin != (open.Count > 0 ? open.Min() : 100 + count))
                        return false;
                }
                return true;
            });
}
