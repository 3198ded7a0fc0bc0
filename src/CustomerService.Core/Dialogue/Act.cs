using CustomerService.Core.Dialogue.Flows;

namespace CustomerService.Core.Dialogue;

/// <summary>What a segment amounts to in its dialogue.</summary>
internal abstract record Act
{
    private Act()
    {
    }

    /// <summary>Asks for a human, in any wording.</summary>
    public sealed record AskHuman : Act;

    /// <summary>Says a word that the shop wants a human for.</summary>
    public sealed record Keyword : Act;

    /// <summary>Waits for a human no more.</summary>
    public sealed record LeaveQueue : Act;

    /// <summary>Wants to be called back rather than wait.</summary>
    public sealed record Callback : Act;

    /// <summary>Is beyond soothing: a human at once.</summary>
    public sealed record Rage : Act;

    /// <summary>Says yes to what waits for it.</summary>
    public sealed record Confirm : Act;

    /// <summary>Says no to what waits for it.</summary>
    public sealed record Decline : Act;

    /// <summary>Drops what is under discussion.</summary>
    public sealed record Drop : Act;

    /// <summary>Goes on with a flow: answers its question or corrects a slot of it.</summary>
    public sealed record Continue(Flow Flow) : Act;

    /// <summary>Starts a flow; an open question of another one may be answered by the way.</summary>
    public sealed record Start(Flow Flow, string Intent, bool AnswersOpen) : Act;

    /// <summary>Says nothing the bot understands, unless the knowledge base does.</summary>
    public sealed record Unknown : Act;
}
