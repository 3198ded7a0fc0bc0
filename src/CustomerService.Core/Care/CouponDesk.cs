using System.Security.Cryptography;
using System.Text;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Profiles;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Care;

/// <summary>Gives coupons by the rules: who the person is, what the window and the budget are, how the coupon looks.</summary>
public sealed class CouponDesk(ICouponLedger ledger, IProfiles profiles, IPolicies policies, CareSetting setting, TimeProvider time)
{
    // Without I, L, O, 0 and 1: it is read off a screen and typed. Ten of 31 letters: nobody guesses one.
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>The rules.</summary>
    public CareSetting Setting => setting;

    /// <summary>Gives a coupon, if the ledger allows it.</summary>
    /// <param name="tenant">The shop.</param>
    /// <param name="conversation">Where.</param>
    /// <param name="members">Members that the shopper is known to be.</param>
    /// <param name="operation">The same again gives the same coupon.</param>
    /// <param name="cause">What it is for; paid for once.</param>
    /// <param name="kind">The kind of cause, as shown.</param>
    /// <param name="amount">Yuan off.</param>
    /// <param name="minSpend">Yuan to spend first.</param>
    /// <param name="by">An agent's id, or <see cref="CouponGrant.Bot"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the coupon may be given all the same, and a repeat finds it.</param>
    public async ValueTask<CouponAnswer> Give(
        string tenant, string conversation, IEnumerable<string> members, string operation, string cause, string kind,
        decimal amount, decimal minSpend, string by, CancellationToken cancellationToken)
    {
        var shopper = ConversationId.Parse(conversation).Shopper;
        // Who is linked to a member on another channel is that member here too. An unknown link gives nothing away.
        var linked = (await profiles.Of(tenant, shopper, cancellationToken).ConfigureAwait(false)).Member;
        string[] persons =
        [
            $"shopper:{shopper}",
            .. members.Append(linked).OfType<string>().Distinct(StringComparer.Ordinal).Select(Person),
        ];
        var zone = (await policies.Shop(tenant, cancellationToken).ConfigureAwait(false)).TimeZone;
        var now = time.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var grant = new CouponGrant(
            $"CARE-{RandomNumberGenerator.GetString(Letters, 10)}", operation, cause, kind, amount, minSpend, now, now + setting.Valid, by, conversation);
        return await ledger.Give(
            tenant, new(grant, persons, now - setting.Window, now - local.TimeOfDay, setting.BudgetOf(tenant)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the shopper sees of a coupon.</summary>
    public static Card Card(CouponGrant grant, TimeZoneInfo zone) => new("coupon", grant.Code, grant.Kind)
    {
        Price = Money.Show(grant.Amount),
        Subtitle = $"{Condition(grant)} · {Until(grant, zone)}前有效",
        Code = grant.Code,
    };

    /// <summary>What a shop's own systems hear of a coupon.</summary>
    public static WebhookEvent Happened(CouponGrant grant) => new(grant.Operation, WebhookTypes.CouponGranted, grant.At, grant.Conversation)
    {
        Data = new()
        {
            Coupon = grant.Code, Amount = grant.Amount, MinSpend = grant.MinSpend, Until = grant.Until, Reason = grant.Kind, Agent = grant.GivenBy,
        },
    };

    /// <summary>Its condition, in words.</summary>
    public static string Condition(CouponGrant grant) => grant.MinSpend > 0 ? $"满{grant.MinSpend:0.##}元可用" : "无门槛";

    /// <summary>Its last day, in words.</summary>
    public static string Until(CouponGrant grant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(grant.Until, zone).ToString("yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture);

    // Hashed: the ledger tells nobody who a member is.
    private static string Person(string member) =>
        $"member:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(member)))[..32]}";
}
