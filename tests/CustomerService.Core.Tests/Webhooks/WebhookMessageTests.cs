using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Tests.Webhooks;

public sealed class WebhookMessageTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 20, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The example that the libraries of the specification are tested with.</summary>
    [Fact]
    public void Sign_ExampleOfTheSpecification_IsItsSignature()
    {
        var key = WebhookMessage.TryKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").ShouldNotBeNull();

        WebhookMessage.Sign([key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}""")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public void Sign_TwoSecrets_HasASignatureOfEach()
    {
        byte[][] keys = [RandomNumberGenerator.GetBytes(24), RandomNumberGenerator.GetBytes(64)];

        var signatures = WebhookMessage.Sign(keys, "msg_1", 7, "{}").Split(' ');

        signatures.ShouldBe(keys.Select(k => "v1," + Convert.ToBase64String(HMACSHA256.HashData(k, Encoding.UTF8.GetBytes("msg_1.7.{}")))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64 at all")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void TryKey_NotASecret_IsNull(string? secret) => WebhookMessage.TryKey(secret).ShouldBeNull();

    [Fact]
    public void Body_Message_HasPseudonymAndMaskedWords()
    {
        var said = new WebhookEvent("default.web.anna:said:3", WebhookTypes.MessageSent, At, "default.web.anna")
        {
            Data = new() { Sequence = 3, From = "agent", Text = "请打13812345678联系我" },
        };

        WebhookMessage.Body(said).ShouldBe(
            """
            {"type":"message.sent","timestamp":"2026-11-11T12:00:00.0000000+00:00","data":{"tenant":"default","conversation":"default.web.anna","channel":"web","user":"anna","sequence":3,"from":"agent","text":"请打138****5678联系我"}}
            """);
    }

    [Fact]
    public void Body_Coupon_HasNumbersAsNumbers()
    {
        var given = new WebhookEvent("op", WebhookTypes.CouponGranted, At, "default.web.anna")
        {
            Data = new() { Coupon = "CARE-1", Amount = 10.5m, MinSpend = 0, Until = At },
        };

        var data = JsonSerializer.Deserialize<JsonElement>(WebhookMessage.Body(given)).GetProperty("data");
        data.GetProperty("amount").GetDecimal().ShouldBe(10.5m);
        data.GetProperty("minSpend").GetDecimal().ShouldBe(0);
        data.GetProperty("until").GetDateTimeOffset().ShouldBe(At);
        data.TryGetProperty("text", out _).ShouldBeFalse();
    }

    [Fact]
    public void IdOf_SameOperation_IsTheSameWhateverTheTime()
    {
        var one = new WebhookEvent("op", WebhookTypes.Closed, At, "default.web.anna");

        WebhookMessage.IdOf(one with { At = At.AddDays(1) }).ShouldBe(WebhookMessage.IdOf(one));
        string[] ids =
        [
            WebhookMessage.IdOf(one), WebhookMessage.IdOf(one with { Operation = "op2" }), WebhookMessage.IdOf(one with { Type = WebhookTypes.Rated }),
            WebhookMessage.IdOf(one with { Conversation = "other.web.anna" }),
        ];
        ids.Distinct().Count().ShouldBe(4);
    }
}
