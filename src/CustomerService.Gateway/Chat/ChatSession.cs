using System.Diagnostics;
using System.Net.WebSockets;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Telemetry;

namespace CustomerService.Gateway.Chat;

/// <summary>Who is on a socket and where it resumes.</summary>
/// <param name="Sender">Whose conversation.</param>
/// <param name="Page">The product page it was opened on.</param>
/// <param name="After">The last sequence that the client has.</param>
/// <param name="Known">Whether the conversation exists already.</param>
/// <param name="Language">Language of problems.</param>
internal sealed record ChatGuest(Sender Sender, string? Page, long After, bool Known, string Language);

/// <summary>One chat over one WebSocket: messages in, events out, until either side ends it.</summary>
internal sealed class ChatSession(
    ChatSocket socket, ChatGuest guest, MessageIntake intake, ConversationFeed feed, GatewayOptions options, TimeProvider time)
{
    private readonly string _conversation = guest.Sender.Conversation.ToString();
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static readonly TimeSpan BetweenTyping = TimeSpan.FromSeconds(1);

    private int _strikes;
    private long? _typed;

    /// <summary>Says hello and sends events from where the client left off; ends only when it is cancelled.</summary>
    public async Task Push(CancellationToken cancellationToken)
    {
        var missed = guest.Known ? await feed.Glance(_conversation, guest.After, Limits.EventsPerPage, cancellationToken) : new([], guest.After);
        await socket.Send(new() { Type = "ready", Conversation = _conversation, Next = missed.Next }, cancellationToken);
        await Send(missed.Events, cancellationToken);
        if (!guest.Known)
            // A grain is not woken for somebody who only looks.
            await _known.Task.WaitAsync(cancellationToken);
        await foreach (var item in feed.Read(_conversation, missed.Next, cancellationToken))
        {
            if (item.Typing is { } typing)
                await socket.Send(new() { Type = "typing", Typing = typing }, cancellationToken);
            await Send(item.Events, cancellationToken);
        }
    }

    private async ValueTask Send(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken)
    {
        foreach (var each in events)
            await socket.Send(new() { Type = "event", Event = each }, cancellationToken);
    }

    /// <summary>Takes messages one after the other until the client leaves; gives the reason to close otherwise.</summary>
    public async Task<(WebSocketCloseStatus Status, string Reason)> Take(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (kind, bytes) = await socket.Receive(cancellationToken);
            if (kind == Received.Closed)
                return (WebSocketCloseStatus.NormalClosure, "bye");
            if (kind == Received.TooLarge)
                return (WebSocketCloseStatus.MessageTooBig, "message too large");
            var answer = kind == Received.Binary
                ? Refusal(null, Problem.Invalid("frame", "text_frame"))
                : await Answer(bytes);
            if (answer is null)
                continue;
            await socket.Send(answer, cancellationToken);
            _strikes = Math.Max(0, _strikes + (answer.Problem is null ? -1 : 1));
            if (_strikes >= options.Sockets.MaxStrikes)
                return (WebSocketCloseStatus.PolicyViolation, "too many refused messages");
        }
    }

    private async ValueTask<ServerFrame?> Answer(ReadOnlyMemory<byte> bytes)
    {
        var (frame, problem) = JsonBody.Parse<ClientFrame>(bytes);
        return frame?.Type switch
        {
            _ when frame is null => Refusal(null, problem!),
            "message" => await Accept(frame),
            "ping" => new() { Type = "pong" },
            "typing" => Typing(),
            null => Refusal(frame.MessageId, Problem.Missing("type")),
            _ => Refusal(frame.MessageId, Problem.Invalid("type", "frame_type")),
        };
    }

    // Told on at most once a second or so: whoever sends it faster gains nothing and costs nothing.
    private ServerFrame? Typing()
    {
        if ((guest.Known || _known.Task.IsCompleted) && (_typed is not { } before || time.GetElapsedTime(before) >= BetweenTyping))
        {
            _typed = time.GetTimestamp();
            feed.TellTyping(_conversation);
        }
        return null;
    }

    private async ValueTask<ServerFrame> Accept(ClientFrame frame)
    {
        // The socket lives long: each message starts a trace of its own.
        Activity.Current = null;
        using var activity = GatewayMetrics.Source.StartActivity("chat message", ActivityKind.Server);
        var draft = Draft.Check(
            frame.MessageId, frame.Text, frame.Media, frame.Page ?? guest.Page, options.MaxTextLength, out var unfit);
        if (draft is null)
            return Refusal(frame.MessageId, unfit!);
        var (entry, refused) = await intake.Accept(guest.Sender, draft, activity?.Id);
        if (entry is null)
            return Refusal(frame.MessageId, refused!);
        _known.TrySetResult();
        return new() { Type = "accepted", MessageId = entry.MessageId, Number = entry.Number };
    }

    private ServerFrame Refusal(string? messageId, Problem problem) => new()
    {
        Type = "error",
        MessageId = messageId is { Length: <= Limits.MessageId } ? messageId : null,
        Problem = ProblemTexts.Word(problem, guest.Language),
    };
}
