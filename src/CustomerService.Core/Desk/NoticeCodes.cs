namespace CustomerService.Core.Desk;

/// <summary>Codes of the notices that a desk gives to conversations; their words stand in <c>flows/common.yaml</c>.</summary>
public static class NoticeCodes
{
    /// <summary>The place in the queue: <c>{position}</c>.</summary>
    public const string Position = "queue_position";

    /// <summary>The place and the expected wait: <c>{position}</c>, <c>{minutes}</c>.</summary>
    public const string Wait = "queue_wait";

    /// <summary>Nobody is there now; the place is kept.</summary>
    public const string Nobody = "queue_nobody";

    /// <summary>An agent is there: <c>{agent}</c>.</summary>
    public const string Joined = "agent_joined";

    /// <summary>The conversation goes to another agent or skill.</summary>
    public const string Transferred = "agent_transferred";

    /// <summary>The agent was lost; another one is sought.</summary>
    public const string Lost = "agent_lost";

    /// <summary>The bot has the conversation again.</summary>
    public const string Bot = "returned_to_bot";

    /// <summary>The service is over, and may be rated.</summary>
    public const string Closed = "desk_closed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Position, Wait, Nobody, Joined, Transferred, Lost, Bot, Closed];
}
