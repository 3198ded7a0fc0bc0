using System.Diagnostics;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Messages;

/// <summary><c>POST /api/v1/messages</c>.</summary>
internal static class MessagesEndpoint
{
    public const string Path = "/api/v1/messages";

    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, Post)
            .WithName("postMessage").WithTags("Conversations")
            .Accepts<MessageRequest>("application/json")
            .WithExamples(
                """{"user":"shopper-1","messageId":"m-1","text":"这款手机有现货吗?","page":"P1001"}""",
                202, """{"conversation":"default.web.k7xq2mzj4hd5wq3n","number":1}""")
            .WithProblems(400, 403, 413, 415, 429, 503);

    /// <summary>Takes a shopper's message.</summary>
    /// <remarks>
    /// Answers once the message is durable. The same messageId again gets the same answer and no second turn, so a
    /// caller repeats after any failure. Replies come by events, event stream or WebSocket.
    /// </remarks>
    /// <response code="202">On disk, with its place in the conversation.</response>
    internal static async Task<Results<Accepted<MessageAccepted>, ProblemResult>> Post(
        HttpContext http, Senders senders, MessageIntake intake, InboxDelay delay, IOptions<GatewayOptions> options)
    {
        var (request, problem) = await JsonBody.Read<MessageRequest>(http.Request, options.Value.MaxBodyBytes);
        if (request is null)
            return new ProblemResult(problem!);
        // Fields are checked in the order of the document, the proof last.
        var draft = Draft.Check(
            request.MessageId, request.Text, request.Media, request.Page, options.Value.MaxTextLength, out var unfit);
        var sender = senders.Identify(request.Tenant, request.Channel, request.User, request.Member, out var unknown);
        if (sender is null || draft is null)
            return new ProblemResult((unknown ?? unfit)!);
        var (entry, refused) = await intake.Accept(sender, draft, Activity.Current?.Id);
        return entry is null
            ? new ProblemResult(refused!)
            : TypedResults.Accepted(
                $"/api/v1/conversations/{entry.Conversation}/events",
                new MessageAccepted { Conversation = entry.Conversation, Number = entry.Number, ExpectedWait = delay.ToTell(sender.Conversation.Tenant) });
    }
}
