using System.Net;
using System.Text.Json;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Commerce;
using CustomerService.Gateway.Tests.Support;

namespace CustomerService.Gateway.Tests;

public sealed class UnderstandTests
{
    /// <summary>Body, code, field.</summary>
    public static TheoryData<string, string, string> Bodies { get; } = new()
    {
        { "{}", "missing_field", "texts" },
        { """{"texts":null}""", "missing_field", "texts" },
        { """{"texts":[]}""", "missing_field", "texts" },
        { """{"texts":"x"}""", "wrong_type", "texts" },
        { """{"texts":{}}""", "wrong_type", "texts" },
        { """{"texts":["a",null]}""", "missing_field", "texts[1]" },
        { """{"texts":["a",""]}""", "missing_field", "texts[1]" },
        { """{"texts":["a",7]}""", "wrong_type", "texts[1]" },
        { """{"texts":["a",["b"]]}""", "wrong_type", "texts[1]" },
        { """{"texts":["a","\ud83d"]}""", "invalid_unicode", "texts[1]" },
        { """{"texts":["\u0000"]}""", "control_character", "texts[0]" },
        { """{"texts":["a"],"tenant":"nobody"}""", "unknown_tenant", "tenant" },
        { """{"texts":["a"],"tenant":3}""", "wrong_type", "tenant" },
        { """{"texts":["a"],"texts":["b"]}""", "duplicate_member", "texts" },
    };

    [Fact]
    public async Task Post_Texts_AreUnderstoodInTheirOrder()
    {
        await using var host = await GatewayHost.Start();

        var response = await host.Post("/api/v1/understand", """{"texts":["这款手机有现货吗?"]}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Text()).ShouldBe(
            """{"results":[{"intent":"stock","confidence":0.9123,"alternatives":[{"intent":"price","confidence":0.05}],"sentiment":-1,"sentimentConfidence":"""
            + """0.75,"productType":"phones","slots":{"colour":"黑色","spec":"256G,512G"}}]}""");
    }

    [Theory]
    [InlineData(ReadBy.Model, null)]
    [InlineData(ReadBy.Student, "student")]
    [InlineData(ReadBy.Rules, "rules")]
    public async Task Post_ReadByAnother_IsMarked(ReadBy by, string? expected)
    {
        await using var host = await GatewayHost.Start();
        host.Language.By = by;

        var response = await host.Post("/api/v1/understand", """{"texts":["有货吗"]}""");

        ((string?)(await response.Json())["results"]![0]!["readBy"]).ShouldBe(expected);
    }

    [Fact]
    public async Task Post_256Texts_AreTakenAndOneMoreRefused()
    {
        await using var host = await GatewayHost.Start();

        var taken = await Send(256);
        (await taken.Json())["results"]!.AsArray().Count.ShouldBe(256);
        var problem = await (await Send(257)).ShouldBeProblem(HttpStatusCode.BadRequest, "too_many");

        problem["field"]!.GetValue<string>().ShouldBe("texts");
        problem["detail"]!.GetValue<string>().ShouldContain("256");

        // Long ones: the limit of a message's body is not theirs.
        Task<HttpResponseMessage> Send(int count) => host.Post(
            "/api/v1/understand",
            JsonSerializer.Serialize(new { texts = Enumerable.Repeat(new string('字', 300), count) }));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_BadBody_NamesTheField(string body, string code, string field)
    {
        await using var host = await GatewayHost.Start();

        var response = await host.Post("/api/v1/understand", body);

        (await response.ShouldBeProblem(HttpStatusCode.BadRequest, code))["field"]!.GetValue<string>().ShouldBe(field);
        host.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_TextOverTheLimit_IsNamed()
    {
        await using var host = await GatewayHost.Start();

        var response = await host.Post("/api/v1/understand", JsonSerializer.Serialize(new { texts = new[] { "a", new string('x', 2_001) } }));

        (await response.ShouldBeProblem(HttpStatusCode.BadRequest, "too_long"))["field"]!.GetValue<string>().ShouldBe("texts[1]");
    }

    [Fact]
    public async Task Post_ModelDoesNotAnswer_Is503()
    {
        await using var host = await GatewayHost.Start();
        host.Language.Fault = new TimeoutException();

        var response = await host.Post("/api/v1/understand", """{"texts":["x"]}""");

        await response.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "understanding_unavailable");
    }

    [Fact]
    public async Task Post_ShopInAnotherZone_CountsDaysThere()
    {
        await using var host = await GatewayHost.Start(more: b => b.Services.AddSingleton<IPolicies, FakePolicies>());

        await host.Post("/api/v1/understand", """{"texts":["明天能到吗"]}""");

        host.Language.Now!.Value.Offset.ShouldBe(TimeSpan.FromHours(8));
    }

    [Fact]
    public async Task Post_KeyAskedFor_Is401WithoutIt()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:UnderstandNeedsOperator", "true")]);

        await (await host.Post("/api/v1/understand", """{"texts":["x"]}"""))
            .ShouldBeProblem(HttpStatusCode.Unauthorized, "operator_key");
    }
}
