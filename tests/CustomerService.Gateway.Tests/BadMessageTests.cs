using System.Net;
using System.Text;
using CustomerService.Gateway.Tests.Support;

namespace CustomerService.Gateway.Tests;

public sealed class BadMessageTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    /// <summary>Body, code, field.</summary>
    public static TheoryData<string, string, string?> Bodies { get; } = new()
    {
        { "", "malformed_json", "body" },
        { "{", "malformed_json", "body" },
        { "{\"user\":\"u\",}", "malformed_json", "body" },
        { "{\"user\":\"u\"} x", "malformed_json", "body" },
        { "{'user':'u'}", "malformed_json", "body" },
        { "null", "wrong_type", "body" },
        { "[]", "wrong_type", "body" },
        { "\"text\"", "wrong_type", "body" },
        { "3", "wrong_type", "body" },
        { "{}", "missing_field", "user" },
        { "{\"messageId\":\"m\",\"text\":\"x\"}", "missing_field", "user" },
        { "{\"user\":null,\"messageId\":\"m\",\"text\":\"x\"}", "missing_field", "user" },
        { "{\"user\":\"\",\"messageId\":\"m\",\"text\":\"x\"}", "missing_field", "user" },
        { "{\"user\":\" \",\"messageId\":\"m\",\"text\":\"x\"}", "missing_field", "user" },
        { "{\"user\":5,\"messageId\":\"m\",\"text\":\"x\"}", "wrong_type", "user" },
        { "{\"user\":[\"u\"],\"messageId\":\"m\",\"text\":\"x\"}", "wrong_type", "user" },
        { "{\"user\":\"u\",\"user\":\"v\",\"messageId\":\"m\",\"text\":\"x\"}", "duplicate_member", "user" },
        { "{\"user\":\"a\\u0001\",\"messageId\":\"m\",\"text\":\"x\"}", "control_character", "user" },
        { "{\"user\":\"a\\ud800\",\"messageId\":\"m\",\"text\":\"x\"}", "invalid_unicode", "user" },
        { "{\"user\":\"u\",\"text\":\"x\"}", "missing_field", "messageId" },
        { "{\"user\":\"u\",\"messageId\":true,\"text\":\"x\"}", "wrong_type", "messageId" },
        { "{\"user\":\"u\",\"messageId\":\"a\\nb\",\"text\":\"x\"}", "control_character", "messageId" },
        { "{\"user\":\"u\",\"messageId\":\"m\"}", "empty_message", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":null}", "empty_message", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"\"}", "empty_message", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\" \\n\\t\"}", "empty_message", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"\",\"media\":[]}", "empty_message", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":1}", "wrong_type", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"a\\u0000\"}", "control_character", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"a\\rb\"}", "control_character", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"a\\u0085\"}", "control_character", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"a\\udc00\\ud800\"}", "invalid_unicode", "text" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"\\ud800\":\"x\"}", "invalid_unicode", "body" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":\"x\"}", "wrong_type", "media" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[null]}", "missing_field", "media[0]" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[\"x\"]}", "wrong_type", "media[0]" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{}]}", "missing_field", "media[0].kind" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{\"kind\":\"virus\",\"url\":\"/x\"}]}", "invalid_value", "media[0].kind" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{\"kind\":\"image\"}]}", "missing_field", "media[0].url" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{\"kind\":\"image\",\"url\":7}]}", "wrong_type", "media[0].url" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{\"kind\":\"image\",\"url\":\"javascript:alert(1)\"}]}", "invalid_value", "media[0].url" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{\"kind\":\"image\",\"url\":\"//evil.example/x\"}]}", "invalid_value", "media[0].url" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{\"kind\":\"image\",\"url\":\"/\\\\evil.example\"}]}", "invalid_value", "media[0].url" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"page\":{}}", "wrong_type", "page" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"tenant\":\"nobody\"}", "unknown_tenant", "tenant" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"tenant\":\"\"}", "unknown_tenant", "tenant" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"channel\":\"pigeon\"}", "unknown_channel", "channel" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"channel\":\"wechat\"}", "unknown_channel", "channel" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"member\":\"42\"}", "wrong_type", "member" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"member\":{}}", "missing_field", "member.id" },
        { "{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"member\":{\"id\":\"42\"}}", "missing_field", "member.proof" },
    };

    public async ValueTask InitializeAsync() => _host = await GatewayHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_BadBody_NamesTheFieldAndTheFix(string body, string code, string? field)
    {
        var problem = await (await _host.Post("/api/v1/messages", body)).ShouldBeProblem(HttpStatusCode.BadRequest, code);

        problem["field"]?.GetValue<string>().ShouldBe(field);
        _host.Inbox.All.ShouldBeEmpty();
        _host.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user", 256)]
    [InlineData("messageId", 128)]
    [InlineData("text", 2000)]
    [InlineData("page", 128)]
    public async Task Post_TextOfTheLimit_IsTakenAndOneMoreRefused(string field, int limit)
    {
        (await Send(limit)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var problem = await (await Send(limit + 1)).ShouldBeProblem(HttpStatusCode.BadRequest, "too_long");

        problem["field"]!.GetValue<string>().ShouldBe(field);
        problem["fix"]!.GetValue<string>().ShouldContain($"{limit}");

        // A character outside the basic plane counts once, as in JSON Schema.
        Task<HttpResponseMessage> Send(int length)
        {
            var message = new Dictionary<string, string> { ["user"] = "u", ["messageId"] = "m", ["text"] = "x" };
            message[field] = string.Concat(Enumerable.Repeat("𠮷", length));
            return _host.Post("/api/v1/messages", System.Text.Json.JsonSerializer.Serialize(message));
        }
    }

    [Fact]
    public async Task Post_ElevenMedia_IsTooMany()
    {
        var media = string.Join(',', Enumerable.Repeat("{\"kind\":\"image\",\"url\":\"/a.png\"}", 11));

        var response = await _host.Post("/api/v1/messages", $"{{\"user\":\"u\",\"messageId\":\"m\",\"media\":[{media}]}}");

        (await response.ShouldBeProblem(HttpStatusCode.BadRequest, "too_many"))["field"]!.GetValue<string>().ShouldBe("media");
    }

    [Fact]
    public async Task Post_WrongProof_Is403()
    {
        var body = $"{{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\",\"member\":{{\"id\":\"42\",\"proof\":\"{new string('0', 64)}\"}}}}";

        var problem = await (await _host.Post("/api/v1/messages", body)).ShouldBeProblem(HttpStatusCode.Forbidden, "member_proof");

        problem["field"]!.GetValue<string>().ShouldBe("member.proof");
        _host.Inbox.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task Post_DeepNesting_IsTooDeep(string open)
    {
        var close = open == "[" ? "]" : "}";
        var body = "{\"user\":" + string.Concat(Enumerable.Repeat(open, 5000)) + "1"
            + string.Concat(Enumerable.Repeat(close, 5000)) + "}";

        await (await _host.Post("/api/v1/messages", body)).ShouldBeProblem(HttpStatusCode.BadRequest, "too_deep");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyOverTheLimit_Is413(bool lengthTold)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"{new string('x', 70_000)}\"}}");
        using HttpContent content = lengthTold ? new ByteArrayContent(bytes) : new StreamContent(new Chunks(bytes));
        content.Headers.ContentType = new("application/json");

        await (await _host.Post("/api/v1/messages", content)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/xml", null)]
    [InlineData("application/json; charset=gbk", null)]
    [InlineData("application/json", "gzip")]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("multipart/form-data; boundary=x", null)]
    [InlineData("nonsense", null)]
    [InlineData(null, null)]
    public async Task Post_OtherContent_Is415(string? type, string? encoding)
    {
        using var content = new ByteArrayContent("{\"user\":\"u\",\"messageId\":\"m\",\"text\":\"x\"}"u8.ToArray());
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);

        await (await _host.Post("/api/v1/messages", content))
            .ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("C3")]
    [InlineData("E4BD")]
    [InlineData("EDA080")]
    [InlineData("C0AF")]
    [InlineData("F5808080")]
    public async Task Post_InvalidUtf8_IsRefusedAndNotReplaced(string bytes)
    {
        foreach (var member in new[] { "text", "unknown" })
        {
            using var content = new ByteArrayContent(
            [
                .. Encoding.UTF8.GetBytes($"{{\"user\":\"u\",\"messageId\":\"m\",\"page\":\"p\",\"media\":[{{\"kind\":\"image\",\"url\":\"/a\"}}],\"{member}\":\"a"),
                .. Convert.FromHexString(bytes), .. "\"}"u8,
            ]);
            content.Headers.ContentType = new("application/json");

            await (await _host.Post("/api/v1/messages", content)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_unicode");
        }
        _host.Inbox.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/api/v1/messages", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("DELETE", "/api/v1/messages", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("POST", "/api/v1/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/nothing.html", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/../etc/passwd", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/ws/chat?user=u", HttpStatusCode.UpgradeRequired, "websocket_expected")]
    public async Task Send_WrongAddressOrMethod_IsAProblemToo(string method, string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new(method), path);

        await (await _host.Send(request)).ShouldBeProblem(status, code);
    }

    [Theory]
    [InlineData(null, "zh")]
    [InlineData("fr", "zh")]
    [InlineData("*", "zh")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh")]
    [InlineData("en", "en")]
    [InlineData("en-GB,en;q=0.9,zh;q=0.1", "en")]
    [InlineData("english", "zh")]
    [InlineData("en;q=x,;;", "zh")]
    public async Task Post_AcceptLanguage_DecidesTheWords(string? asked, string given)
    {
        var response = await _host.Post("/api/v1/messages", "{}", asked);

        response.Content.Headers.ContentLanguage.ShouldBe([given]);
        response.Headers.Vary.ShouldContain("Accept-Language");
        (await response.Json())["title"]!.GetValue<string>().ShouldBe(given == "zh" ? "缺少字段" : "Missing field");
    }

    /// <summary>A stream without a length.</summary>
    private sealed class Chunks(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
