using System.Security.Cryptography;
using System.Text;

namespace CustomerService.Core.Webhooks;

/// <summary>When a delivery that failed is tried again.</summary>
/// <param name="First">The longest wait after the first failure; it doubles from there.</param>
/// <param name="Longest">The longest wait of all.</param>
/// <param name="GiveUpAfter">The age at which a delivery is given up.</param>
public sealed record WebhookBackoff(TimeSpan First, TimeSpan Longest, TimeSpan GiveUpAfter)
{
    // Beyond it the wait is the longest for every setting that is allowed.
    private const int MostDoublings = 30;

    /// <summary>The time of the next attempt; null when it is given up.</summary>
    /// <param name="delivery">What failed.</param>
    /// <param name="asked">How long the endpoint asked to be left alone, if it did; no less is waited, up to the longest wait.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset? Next(WebhookDelivery delivery, TimeSpan? asked, DateTimeOffset now)
    {
        if (now - delivery.Since >= GiveUpAfter)
            return null;
        var whole = Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, Math.Clamp(delivery.Attempts - 1, 0, MostDoublings)));
        var wait = TimeSpan.FromTicks((long)(whole * (0.5 + (0.5 * Jitter(delivery)))));
        var least = asked is { } told ? TimeSpan.FromTicks(Math.Clamp(told.Ticks, 0, Longest.Ticks)) : TimeSpan.Zero;
        return now + (wait > least ? wait : least);
    }

    // From 0 to 1, of the delivery and the attempt: spread like chance, and the same in every run.
    private static double Jitter(WebhookDelivery delivery)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Endpoint}/{delivery.Id}/{delivery.Attempts}"));
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }
}
