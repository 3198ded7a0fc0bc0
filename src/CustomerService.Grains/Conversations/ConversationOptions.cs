using System.ComponentModel.DataAnnotations;

namespace CustomerService.Grains.Conversations;

/// <summary>How conversations run; the section <c>Conversation</c> of the configuration.</summary>
public sealed class ConversationOptions
{
    /// <summary>
    /// Turns at once for each processor, where <see cref="TurnsAtOnce"/> says nothing. A turn takes some 3 ms of a
    /// processor, its reading included: 64 take a fifth of the turn's budget, and fill the model's batches.
    /// </summary>
    public const int TurnsAProcessor = 64;

    /// <summary>Turns of a silo that run at once; others wait, shops by turns, and lose nothing of their budget.</summary>
    /// <value>The default value is 64 for each processor.</value>
    [Range(1, 1_000_000, ErrorMessage = "Conversation:TurnsAtOnce must lie between {1} and {2}.")]
    public int? TurnsAtOnce { get; set; }

    /// <summary>Time for understanding and facts of a turn; what misses it degrades.</summary>
    /// <value>The default value is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30", ErrorMessage = "Conversation:TurnBudget must lie between {1} and {2}.")]
    public TimeSpan TurnBudget { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for more after a message that looks unfinished.</summary>
    /// <value>The default value is 400 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05", ErrorMessage = "Conversation:QuietTime must lie between {1} and {2}.")]
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>After this long without a word the dialogue begins anew.</summary>
    /// <value>The default value is 30 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "Conversation:SessionIdle must lie between {1} and {2}.")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long a conversation or profile that nobody asks anything stays in memory, a few kilobytes each; after that the
    /// next message reads it again. Looked at every minute.
    /// </summary>
    /// <value>The default value is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:02:00", "7.00:00:00", ErrorMessage = "Conversation:AwakeFor must lie between {1} and {2}.")]
    public TimeSpan AwakeFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>An inbox entry not finished after this long is delivered again.</summary>
    /// <value>The default value is 3 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00", ErrorMessage = "Conversation:RedeliverAfter must lie between {1} and {2}.")]
    public TimeSpan RedeliverAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The wait between redeliveries of one entry doubles up to this.</summary>
    /// <value>The default value is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00", ErrorMessage = "Conversation:LongestWait must lie between {1} and {2}.")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An entry redelivered this often in vain becomes a dead letter, and its conversation goes on without it.</summary>
    /// <value>The default value is 20: some ten minutes.</value>
    [Range(3, 10_000, ErrorMessage = "Conversation:MaxRedeliveries must lie between {1} and {2}.")]
    public int MaxRedeliveries { get; set; } = 20;
}
