using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Gateway.Tests;

public sealed class EventTests
{
    [Fact]
    public async Task Get_Events_GivesThemInOrderWithNext()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "黑色,256G。<b>");

        var response = await host.Get($"/api/v1/conversations/{conversation}/events?after=0");

        (await response.Text()).ShouldBe(
            """{"events":[{"sequence":1,"kind":"message","at":"1970-01-01T00:00:00+00:00","text":"黑色,256G。<b>","number":1,"messageId":"m1"},"""
            + """{"sequence":2,"kind":"reply","at":"1970-01-01T00:00:00+00:00","text":"收到:黑色,256G。<b>","inReplyTo":[1]}],"next":2}""");
        (await (await host.Get($"/api/v1/conversations/{conversation}/events?after=1&limit=1")).Json())["next"]!
            .GetValue<long>().ShouldBe(2);
        (await (await host.Get($"/api/v1/conversations/{conversation}/events?after=2")).Text())
            .ShouldBe("""{"events":[],"next":2}""");
        (await (await host.Get($"/api/v1/conversations/{conversation}/events?after=99")).Text())
            .ShouldBe("""{"events":[],"next":99}""");
    }

    [Fact]
    public async Task Get_LongPoll_WakesOnTheEvent()
    {
        var time = new FakeTimeProvider();
        await using var host = await GatewayHost.Start(time);
        var (conversation, _) = await host.Say("u", "m1", "x");
        var grain = host.Cluster.Conversation(conversation);

        var poll = host.Get($"/api/v1/conversations/{conversation}/events?after=2&wait=25");
        await Answers.Eventually(() => grain.Observers == 1);
        poll.IsCompleted.ShouldBeFalse();
        grain.Commit(e => e with { Text = "a" }, e => e with { Text = "b" });

        var answer = await (await poll).Json();
        answer["next"]!.GetValue<long>().ShouldBe(4);
        answer["events"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Get_LongPoll_EndsEmptyWhenTheTimeIsOver()
    {
        var time = new FakeTimeProvider();
        await using var host = await GatewayHost.Start(time);
        var (conversation, _) = await host.Say("u", "m1", "x");

        var poll = host.Get($"/api/v1/conversations/{conversation}/events?after=2&wait=3");
        await Answers.Eventually(() => host.Cluster.Conversation(conversation).Observers == 1);
        time.Advance(TimeSpan.FromSeconds(3));

        (await (await poll).Text()).ShouldBe("""{"events":[],"next":2}""");
    }

    [Fact]
    public async Task Get_LongPoll_EndsWhenTheHostStops()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        var poll = host.Get($"/api/v1/conversations/{conversation}/events?after=2&wait=25");
        await Answers.Eventually(() => host.Cluster.Conversation(conversation).Observers == 1);

        var stopping = host.Stop();

        (await (await poll).Text()).ShouldBe("""{"events":[],"next":2}""");
        await stopping;
    }

    [Fact]
    public async Task Get_Stream_SendsIdsAndGoesOnWithWhatIsCommitted()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        using var stream = await EventStreamReader.Open(host, conversation, "after=1");

        (await stream.Next()).ShouldBe("retry: 2000");
        (await stream.Next()).ShouldStartWith("id: 2\ndata: {\"sequence\":2,\"kind\":\"reply\"");
        host.Cluster.Conversation(conversation).Say("行一\n行二");
        (await stream.Next()).ShouldEndWith("\"text\":\"行一\\n行二\"}");
        stream.Response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
    }

    [Fact]
    public async Task Get_StreamAgain_ResumesByLastEventId()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        await host.Say("u", "m2", "y");

        using var stream = await EventStreamReader.Open(host, conversation, "after=0", lastEventId: "3");

        (await stream.Next()).ShouldBe("retry: 2000");
        (await stream.Next()).ShouldStartWith("id: 4\n");
    }

    [Fact]
    public async Task Get_IdleStream_IsKeptAliveByComments()
    {
        var time = new FakeTimeProvider();
        await using var host = await GatewayHost.Start(time);
        var (conversation, _) = await host.Say("u", "m1", "x");
        using var stream = await EventStreamReader.Open(host, conversation, "after=2");
        (await stream.Next()).ShouldBe("retry: 2000");

        var next = stream.Next();
        await Answers.Eventually(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        });

        (await next).ShouldBe(":");
    }

    [Theory]
    [InlineData("after=x", "after")]
    [InlineData("after=-1", "after")]
    [InlineData("after=1.5", "after")]
    [InlineData("after=", "after")]
    [InlineData("after=+1", "after")]
    [InlineData("after=1&after=2", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("after=１", "after")]
    [InlineData("wait=26", "wait")]
    [InlineData("wait=-1", "wait")]
    [InlineData("wait=1s", "wait")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    public async Task Get_BadQuery_NamesTheParameter(string query, string field)
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");

        var response = await host.Get($"/api/v1/conversations/{conversation}/events?{query}");

        (await response.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_value"))["field"]!
            .GetValue<string>().ShouldBe(field);
    }

    [Fact]
    public async Task Get_BadLastEventId_NamesTheHeader()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");

        using var stream = await EventStreamReader.Open(host, conversation, "after=0", lastEventId: "abc");

        (await stream.Response.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_value"))["field"]!
            .GetValue<string>().ShouldBe("Last-Event-ID");
    }

    [Theory]
    [InlineData("default.web.nobody")]
    [InlineData("nobody")]
    [InlineData("a.b.c.d")]
    [InlineData("default.web.%E4%BD%A0")]
    [InlineData("default.web.%ED%A0%80")]
    [InlineData("DEFAULT.WEB.X")]
    [InlineData("..")]
    public async Task Get_UnknownConversation_Is404(string id)
    {
        await using var host = await GatewayHost.Start();

        var response = await host.Get($"/api/v1/conversations/{id}/events");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        host.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_ConversationDoesNotAnswer_Is503()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        host.Cluster.Conversation(conversation).Fault = new TimeoutException();

        var response = await host.Get($"/api/v1/conversations/{conversation}/events");

        await response.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "cluster_unavailable");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    // Who waits for events waits for the silo that died, too.
    [Fact]
    public async Task Get_ConversationDoesNotAnswerAndClientWaits_IsAnEmptyPage()
    {
        await using var host = await GatewayHost.Start();
        var (conversation, _) = await host.Say("u", "m1", "x");
        host.Cluster.Conversation(conversation).Fault = new TimeoutException();

        var response = await host.Get($"/api/v1/conversations/{conversation}/events?after=7&wait=1");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadFromJsonAsync<EventPage>(JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!.Next.ShouldBe(7);
    }
}
