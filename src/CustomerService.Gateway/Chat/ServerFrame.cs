using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Chat;

/// <summary>What the server sends over <c>/ws/chat</c>.</summary>
public sealed record ServerFrame
{
    /// <summary>ready, accepted, event, typing, error or pong; clients ignore types they do not know.</summary>
    public required string Type { get; init; }

    /// <summary>Of ready: the conversation's id.</summary>
    public string? Conversation { get; init; }

    /// <summary>Of ready: the last sequence there was; events up to it follow first, and are history.</summary>
    public long? Next { get; init; }

    /// <summary>Of accepted and error: the message it is about.</summary>
    public string? MessageId { get; init; }

    /// <summary>Of accepted: the message's place in the conversation.</summary>
    public long? Number { get; init; }

    /// <summary>Of event.</summary>
    public ConversationEvent? Event { get; init; }

    /// <summary>Of typing: whether an answer is being worked on.</summary>
    public bool? Typing { get; init; }

    /// <summary>Of error: what was wrong and how to mend it.</summary>
    public ProblemBody? Problem { get; init; }
}
