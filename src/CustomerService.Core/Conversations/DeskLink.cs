using CustomerService.Contracts.Conversations;
using CustomerService.Core.Desk;

namespace CustomerService.Core.Conversations;

/// <summary>How a conversation stands with the human desk. Stored as JSON: names are a contract.</summary>
public sealed record DeskLink
{
    /// <summary>The agent who has the conversation; null while the bot speaks.</summary>
    public string? Agent { get; init; }

    /// <summary>The agent who served the shopper last.</summary>
    public string? LastAgent { get; init; }

    /// <summary>The service that may be rated; null when none may.</summary>
    public RatableService? Ratable { get; init; }

    /// <summary>The link after a notice of the desk.</summary>
    public static DeskLink? After(DeskLink? link, InboxEntry notice)
    {
        var about = notice.Parameters;
        return notice.Text switch
        {
            NoticeCodes.Joined => new() { Agent = about.GetValueOrDefault("_agent"), LastAgent = about.GetValueOrDefault("_agent") },
            NoticeCodes.Lost => link is null ? null : link with { Agent = null },
            NoticeCodes.Bot => link is null ? null : link with { Agent = null },
            NoticeCodes.Closed => new()
            {
                LastAgent = about.GetValueOrDefault("_agent"),
                Ratable = new(
                    about.GetValueOrDefault("_ticket") ?? "", about.GetValueOrDefault("_agent") ?? "",
                    about.GetValueOrDefault("_skill") ?? "", notice.ReceivedAt + RatableService.Open),
            },
            _ => link,
        };
    }

    /// <summary>Whether a notice ends the hand-over: the bot alone has the conversation again.</summary>
    public static bool Ends(string code) => code is NoticeCodes.Bot or NoticeCodes.Closed;
}

/// <summary>A service that the shopper may rate.</summary>
/// <param name="Ticket">Its id.</param>
/// <param name="Agent">Who served.</param>
/// <param name="Skill">Who it was for.</param>
/// <param name="Until">When it is too late.</param>
public sealed record RatableService(string Ticket, string Agent, string Skill, DateTimeOffset Until)
{
    /// <summary>How long a service may be rated.</summary>
    public static TimeSpan Open { get; } = TimeSpan.FromDays(1);
}
