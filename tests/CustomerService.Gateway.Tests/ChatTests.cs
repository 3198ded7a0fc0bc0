using System.Net.WebSockets;
using System.Text;
using CustomerService.Gateway.Chat;
using CustomerService.Gateway.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace CustomerService.Gateway.Tests;

public sealed class ChatTests
{
    [Fact]
    public async Task Send_Message_IsAcceptedAndAnswered()
    {
        await using var host = await GatewayHost.Start(settings: ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
        using var chat = await ChatClient.Open(host, "user=u&page=p1");

        var ready = await chat.Next("ready");
        await chat.Send("""{"type":"message","messageId":"m1","text":"你好"}""");

        ready["next"]!.GetValue<long>().ShouldBe(0);
        var frames = await chat.Next("accepted", "event", "event");
        var accepted = frames.Single(f => f["type"]!.GetValue<string>() == "accepted");
        accepted.ToJsonString().ShouldBe("""{"type":"accepted","messageId":"m1","number":1}""");
        frames.Where(f => f["type"]!.GetValue<string>() == "event")
            .Select(f => f["event"]!["kind"]!.GetValue<string>()).ShouldBe(["message", "reply"]);
        var entry = host.Inbox.All.ShouldHaveSingleItem();
        entry.Page.ShouldBe("p1");
        entry.Conversation.ShouldBe(ready["conversation"]!.GetValue<string>());
        entry.TraceParent.ShouldNotBeNull();
    }

    [Fact]
    public async Task Send_Typing_IsToldOnAtMostOnceASecondAndNotAnswered()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await GatewayHost.Start(time);
        var (conversation, _) = await host.Say("u", "m1", "x");
        using var chat = await ChatClient.Open(host, "user=u&after=2");
        await chat.Next("ready");

        for (var i = 0; i < 50; i++)
            await chat.Send("""{"type":"typing"}""");
        await chat.Send("""{"type":"ping"}""");
        await chat.Answer();
        host.Cluster.Conversation(conversation).ShopperTyped.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await chat.Send("""{"type":"typing"}""");
        await chat.Send("""{"type":"ping"}""");
        await chat.Answer();

        host.Cluster.Conversation(conversation).ShopperTyped.ShouldBe(2);
    }

    [Fact]
    public async Task Send_TypingBeforeAnyMessage_WakesNoConversation()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        var conversation = (await chat.Next("ready"))["conversation"]!.GetValue<string>();

        await chat.Send("""{"type":"typing"}""");
        await chat.Send("""{"type":"ping"}""");
        await chat.Answer();

        host.Cluster.Conversation(conversation).ShopperTyped.ShouldBe(0);
    }

    [Fact]
    public async Task Open_Again_ResumesBySequence()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        await host.Say("u", "m2", "y");

        using var chat = await ChatClient.Open(host, "user=u&after=3");

        var ready = await chat.Next("ready");
        ready["conversation"]!.GetValue<string>().ShouldBe(conversation);
        ready["next"]!.GetValue<long>().ShouldBe(4, "what is older is history");
        (await chat.Next("event"))["event"]!["sequence"]!.GetValue<long>().ShouldBe(4);
        host.Cluster.Conversation(conversation).Say("new");
        (await chat.Next("event"))["event"]!["sequence"]!.GetValue<long>().ShouldBe(5);
    }

    [Fact]
    public async Task Open_OverHttp2_IsAChatToo()
    {
        await using var host = await GatewayHost.Start(kestrel: true, more: b => b.WebHost.ConfigureKestrel(
            k => k.ConfigureEndpointDefaults(e => e.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http2)));
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = System.Net.HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        var address = new UriBuilder(host.Client.BaseAddress!) { Scheme = "ws", Path = "/ws/chat", Query = "user=u" }.Uri;

        await socket.ConnectAsync(address, invoker, TestContext.Current.CancellationToken);
        using var chat = new ChatClient(socket);

        await chat.Next("ready");
        await chat.Close();
    }

    [Fact]
    public async Task Open_WithPersonalData_LogsNoneOfIt()
    {
        await using var host = await GatewayHost.Start();
        using (var chat = await ChatClient.Open(host, "user=shopper-4711&page=page-4711"))
        {
            await chat.Next("ready");
            await chat.Send("{\"type\":\"message\",\"messageId\":\"m\",\"text\":\"text-4711\"}");
            await chat.Next("accepted", "event", "event");
            await chat.Close();
        }
        await host.Stop();

        host.Log.Lines.ShouldNotBeEmpty();
        host.Log.Lines.ShouldNotContain(l => l.Line.Contains("4711"));
    }

    [Fact]
    public async Task Open_BySomebodyNew_WakesNoGrain()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=new");

        var ready = await chat.Next("ready");

        var grain = host.Cluster.Conversation(ready["conversation"]!.GetValue<string>());
        (grain.Reads + grain.Subscriptions).ShouldBe(0);
    }

    [Fact]
    public async Task Open_WhileTheConversationDoesNotAnswer_IsReadyAllTheSame()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        host.Cluster.Conversation(conversation).Fault = new TimeoutException();

        using var chat = await ChatClient.Open(host, "user=u");

        (await chat.Next("ready"))["next"]!.GetValue<long>().ShouldBe(0);
        await chat.Send("""{"type":"message","messageId":"m2","text":"y"}""");
        (await chat.Next("accepted"))["number"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Send_SameMessageAgain_GetsTheSameNumber()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        await chat.Send("""{"type":"message","messageId":"m1","text":"x"}""");
        await chat.Send("""{"type":"message","messageId":"m1","text":"x"}""");

        var frames = await chat.Next("accepted", "accepted", "event", "event");
        frames.Where(f => f["type"]!.GetValue<string>() == "accepted")
            .Select(f => f["number"]!.GetValue<long>()).ShouldBe([1, 1]);
        host.Inbox.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{", "malformed_json", null)]
    [InlineData("[]", "wrong_type", null)]
    [InlineData("{}", "missing_field", null)]
    [InlineData("""{"type":"dance","messageId":"m"}""", "invalid_value", "m")]
    [InlineData("""{"type":"message","text":"x"}""", "missing_field", null)]
    [InlineData("""{"type":"message","messageId":"m"}""", "empty_message", "m")]
    [InlineData("""{"type":"message","messageId":"m","text":5}""", "wrong_type", null)]
    [InlineData("""{"type":"message","messageId":"m","text":"\u0007"}""", "control_character", "m")]
    public async Task Send_BadFrame_AnswersAnErrorAndKeepsTheSocket(string frame, string code, string? messageId)
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        await chat.Send(frame);

        var error = await chat.Next("error");
        error["problem"]!["type"]!.GetValue<string>().ShouldBe("urn:customer-service:problem:" + code);
        error["messageId"]?.GetValue<string>().ShouldBe(messageId);
        await chat.Send("""{"type":"ping"}""");
        await chat.Next("pong");
    }

    [Fact]
    public async Task Send_Bytes_AnswersAnError()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        await chat.Send("x"u8.ToArray(), WebSocketMessageType.Binary);

        (await chat.Next("error"))["problem"]!["field"]!.GetValue<string>().ShouldBe("frame");
    }

    [Fact]
    public async Task Send_BadFramesAgainAndAgain_ClosesWith1008()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:Sockets:MaxStrikes", "3")]);
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        for (var i = 0; i < 3; i++)
            await chat.Send("nonsense");

        await chat.Next("error", "error", "error");
        (await chat.Closed()).ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task Send_GoodFramesBetweenBadOnes_KeepsTheSocket()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:Sockets:MaxStrikes", "2")]);
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        for (var i = 0; i < 5; i++)
        {
            await chat.Send("nonsense");
            await chat.Next("error");
            await chat.Send("""{"type":"ping"}""");
            await chat.Next("pong");
        }
    }

    [Fact]
    public async Task Send_TooFast_AnswersRateLimited()
    {
        await using var host = await GatewayHost.Start(
            settings: [("Gateway:Rates:UserBurst", "1"), ("Gateway:Rates:UserPerSecond", "1")]);
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        await chat.Send("""{"type":"message","messageId":"m1","text":"x"}""");
        await chat.Send("""{"type":"message","messageId":"m2","text":"x"}""");

        var error = (await chat.Next("accepted", "event", "event", "error")).Single(f => f["type"]!.GetValue<string>() == "error");
        error["problem"]!["status"]!.GetValue<int>().ShouldBe(429);
        error["messageId"]!.GetValue<string>().ShouldBe("m2");
    }

    [Fact]
    public async Task Send_MessageOfTheLimitInParts_IsTaken()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");
        var frame = Encoding.UTF8.GetBytes(
            "{\"type\":\"message\",\"messageId\":\"m\",\"text\":\"" + string.Concat(Enumerable.Repeat("字", 2_000)) + "\"}");

        for (var at = 0; at < frame.Length; at += 1_000)
            await chat.Part(frame.AsMemory(at, Math.Min(1_000, frame.Length - at)), at + 1_000 >= frame.Length);

        await chat.Next("accepted", "event", "event");
    }

    [Fact]
    public async Task Send_MessageOverTheLimit_ClosesWith1009()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        await chat.Send(new string('x', 70_000));

        (await chat.Closed()).ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task Stop_Host_ClosesWith1001()
    {
        await using var host = await GatewayHost.Start();
        using var chat = await ChatClient.Open(host, "user=u");
        await chat.Next("ready");

        var stopping = host.Stop();

        (await chat.Closed()).ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await stopping;
    }

    [Fact]
    public async Task Typing_OfTheConversation_IsShown()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        using var chat = await ChatClient.Open(host, "user=u&after=2");
        await chat.Next("ready");
        var grain = host.Cluster.Conversation(conversation);
        await Answers.Eventually(() => grain.Observers == 1);

        grain.Type(true);
        (await chat.Next("typing"))["typing"]!.GetValue<bool>().ShouldBeTrue();
        grain.Type(false);

        (await chat.Next("typing"))["typing"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("user=", 400)]
    [InlineData("user=u&after=x", 400)]
    [InlineData("user=u&after=-1", 400)]
    [InlineData("user=u&tenant=nobody", 400)]
    [InlineData("user=u&channel=pigeon", 400)]
    [InlineData("user=u&page=%01", 400)]
    [InlineData("user=u&member=42", 400)]
    [InlineData("user=u&proof=42", 400)]
    [InlineData("user=u&member=42&proof=00", 403)]
    public async Task Open_BadQuery_IsRefusedBeforeTheUpgrade(string query, int status)
    {
        await using var host = await GatewayHost.Start();

        var refused = await Should.ThrowAsync<InvalidOperationException>(async () => await ChatClient.Open(host, query));

        refused.Message.ShouldContain($"{status}");
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://localhost", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Open_Origin_IsCheckedAgainstTheList(string origin, bool allowed)
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:AllowedOrigins:0", "https://shop.example")]);

        var open = async () =>
        {
            using var chat = await ChatClient.Open(host, "user=u", origin);
            await chat.Next("ready");
        };

        if (allowed)
            await open();
        else
            (await Should.ThrowAsync<InvalidOperationException>(open)).Message.ShouldContain("403");
    }

    [Fact]
    public async Task Open_MoreThanThePlaces_Is503AndAPlaceIsGivenBack()
    {
        await using var host = await GatewayHost.Start(settings: [("Gateway:Sockets:MaxConnections", "1")]);
        var first = await ChatClient.Open(host, "user=u");
        await first.Next("ready");

        (await Should.ThrowAsync<InvalidOperationException>(async () => await ChatClient.Open(host, "user=v")))
            .Message.ShouldContain("503");
        await first.Close();
        first.Dispose();

        ChatClient? second = null;
        await Answers.Eventually(() => (second = TryOpen()) is not null);
        second!.Dispose();

        ChatClient? TryOpen()
        {
            var opening = ChatClient.Open(host, "user=v");
            return opening.ContinueWith(
                t => t.IsCompletedSuccessfully ? t.Result : null, TestContext.Current.CancellationToken,
                TaskContinuationOptions.None, TaskScheduler.Default).GetAwaiter().GetResult();
        }
    }

    [Fact]
    public async Task Send_ToAClientThatDoesNotRead_CutsItOffAfterTheTimeout()
    {
        var time = new FakeTimeProvider();
        var webSocket = Substitute.For<WebSocket>();
        webSocket.SendAsync(
            Arg.Any<ArraySegment<byte>>(), Arg.Any<WebSocketMessageType>(), Arg.Any<bool>(), Arg.Any<CancellationToken>())
            .Returns(new TaskCompletionSource().Task);
        using var socket = new ChatSocket(webSocket, 1_000, TimeSpan.FromSeconds(10), time);

        var sending = socket.Send(new() { Type = "pong" }, TestContext.Current.CancellationToken).AsTask();
        time.Advance(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<TimeoutException>(() => sending);
        webSocket.Received().Abort();
    }
}
