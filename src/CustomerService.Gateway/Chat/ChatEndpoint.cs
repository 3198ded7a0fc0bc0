using System.Diagnostics;
using CustomerService.Core.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;

namespace CustomerService.Gateway.Chat;

/// <summary><c>GET /ws/chat</c>.</summary>
internal static class ChatEndpoint
{
    private const string Path = "/ws/chat";

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Open)
            .WithName("openChat").WithTags("Conversations")
            .WithParameters(ChatParameters.All)
            .Produces<ServerFrame>(StatusCodes.Status101SwitchingProtocols)
            .WithProblems(400, 403, 426, 429, 503);
        // Over HTTP/2 a WebSocket begins with CONNECT (RFC 8441).
        routes.MapMethods(Path, [HttpMethods.Connect], Open).ExcludeFromDescription();
    }

    /// <summary>Opens a chat over a WebSocket.</summary>
    /// <remarks>
    /// The client sends <c>{"type":"message","messageId":"…","text":"…"}</c> and gets <c>accepted</c> or
    /// <c>error</c> for it. The server sends <c>ready</c> first, then <c>event</c> in the order of sequences from
    /// <c>after</c>, and <c>typing</c>. After a break the client opens again with <c>after</c> = its last sequence
    /// and sends again what was not accepted. A refused message keeps the socket; too many close it with 1008, a
    /// message over the size limit with 1009, a gateway that stops with 1001.
    /// </remarks>
    internal static async Task<IResult> Open(
        HttpContext http, Senders senders, IInbox inbox, ChatConnections connections, IOptions<GatewayOptions> options)
    {
        var guest = Check(http, senders, options.Value, out var problem);
        if (guest is null)
            return new ProblemResult(problem!);
        try
        {
            var known = await inbox.Exists(guest.Sender.Conversation.ToString(), http.RequestAborted);
            guest = guest with { Known = known };
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.InboxFailed(http.RequestServices.GetRequiredService<ILogger<ChatConnections>>(), exception);
            return new ProblemResult(Problem.Unavailable(ProblemCodes.InboxUnavailable));
        }
        if (!connections.TryEnter())
            return new ProblemResult(Problem.Unavailable(ProblemCodes.TooManyConnections));
        try
        {
            Activity.Current = null;
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                KeepAliveInterval = options.Value.Sockets.Ping,
                KeepAliveTimeout = options.Value.Sockets.Ping,
            });
            await connections.Run(socket, guest, http.RequestAborted);
            return Results.Empty;
        }
        finally
        {
            connections.Exit();
        }
    }

    private static ChatGuest? Check(HttpContext http, Senders senders, GatewayOptions options, out Problem? problem)
    {
        problem = http.WebSockets.IsWebSocketRequest ? null : new(ProblemCodes.WebSocketExpected);
        if (problem is null && !IsAllowed(http.Request.Headers.Origin.ToString(), http.Request, options))
            problem = new(ProblemCodes.OriginNotAllowed, "Origin");
        var notNumber = Query.Number(
            http.Request.Query["after"], "after", "whole_number", 0, 0, long.MaxValue, out var after);
        var page = Query.Text(http.Request, "page");
        problem ??= notNumber ?? TextRules.OptionalId(page, "page", Limits.Page);
        if (problem is not null)
            return null;
        var sender = senders.Identify(
            Query.Text(http.Request, "tenant"), Query.Text(http.Request, "channel"), Query.Text(http.Request, "user"),
            Member(http.Request), out problem);
        if (problem is { Field: "member.id" or "member.proof" } named)
            problem = named with { Field = named.Field == "member.id" ? "member" : "proof" };
        return sender is null ? null : new(sender, page, after, false, Languages.Of(http.Request));
    }

    private static MemberRequest? Member(HttpRequest request)
    {
        var (id, proof) = (Query.Text(request, "member"), Query.Text(request, "proof"));
        return id is null && proof is null ? null : new() { Id = id, Proof = proof };
    }

    /// <summary>A page of this host may always connect; programs send no origin.</summary>
    private static bool IsAllowed(string origin, HttpRequest request, GatewayOptions options) =>
        origin.Length == 0
        || options.AllowedOrigins is not { } allowed
        || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
