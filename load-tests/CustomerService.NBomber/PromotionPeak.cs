using System.Net;
using System.Net.Http.Json;
using NBomber.Contracts;
using NBomber.CSharp;

namespace CustomerService.NBomber;

/// <summary>
/// The evening of a promotion: a quiet shop, a ramp in the minute before midnight, the peak, and the way down. Rates are
/// injected, so a slow host does not slow the arrivals.
/// </summary>
internal static class PromotionPeak
{
    private static readonly string[] Texts =
    [
        "这款手机有现货吗?", "今天下单什么时候能发货", "领了券以后到手价是多少呢", "双十一的时候会不会降价呀",
        "新疆能发不要加运费吗", "不喜欢的话七天内可以退货吗", "在吗亲",
    ];

    /// <summary>The scenario.</summary>
    /// <param name="http">The host.</param>
    /// <param name="peak">Messages a second at midnight.</param>
    public static ScenarioProps Create(HttpClient http, int peak)
    {
        var second = TimeSpan.FromSeconds(1);
        var quiet = Math.Max(1, peak / 10);
        var messages = 0L;
        var run = Guid.NewGuid().ToString("N");
        return Scenario
            .Create("promotion_peak", async _ =>
            {
                var number = Interlocked.Increment(ref messages);
                var user = $"nb-{run}-{number}";
                using var answer = await http.PostAsJsonAsync(
                    "api/v1/messages", new { user, messageId = $"m-{number}", text = Texts[number % Texts.Length] });
                return answer.StatusCode == HttpStatusCode.Accepted
                    ? Response.Ok(statusCode: "202")
                    : Response.Fail(statusCode: ((int)answer.StatusCode).ToString());
            })
            .WithWarmUpDuration(TimeSpan.FromSeconds(10))
            .WithLoadSimulations(
                Simulation.Inject(rate: quiet, interval: second, during: TimeSpan.FromMinutes(2)),
                Simulation.RampingInject(rate: peak, interval: second, during: TimeSpan.FromMinutes(1)),
                Simulation.Inject(rate: peak, interval: second, during: TimeSpan.FromMinutes(5)),
                Simulation.RampingInject(rate: quiet, interval: second, during: TimeSpan.FromMinutes(2)))
            .WithThresholds(
                Threshold.Create(stats => stats.Fail.Request.Percent < 1),
                Threshold.Create(stats => stats.Ok.Latency.Percent99 < 1000));
    }
}
