using System.Collections.Immutable;
using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Desk;

/// <summary>How waiting conversations find their agents.</summary>
public enum AssignmentMode
{
    /// <summary>Agents take what they want.</summary>
    Manual,

    /// <summary>To who has the smallest part of their capacity in use.</summary>
    LeastBusy,

    /// <summary>To who has waited longest for one.</summary>
    RoundRobin,

    /// <summary>To who served the shopper last, else to the least busy.</summary>
    LastAgent,
}

/// <summary>A group of agents by what they can do.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">As shown.</param>
/// <param name="Intents">Topics that are theirs.</param>
/// <param name="Reasons">Reasons of a hand-over that are theirs, whatever the topic.</param>
public sealed record Skill(string Id, string Name, ImmutableArray<string> Intents, ImmutableArray<string> Reasons);

/// <summary>A reply that agents use again and again.</summary>
/// <param name="Key">What is typed after <c>/</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Text">The reply.</param>
public sealed record CannedReply(string Key, string Title, string Text);

/// <summary>A way a service ends.</summary>
/// <param name="Code">Kept for figures.</param>
/// <param name="Name">As shown.</param>
public sealed record WrapUpCode(string Code, string Name);

/// <summary>What a desk goes by, from <c>desk.yaml</c>.</summary>
public sealed record DeskSetting
{
    /// <summary>How waiting conversations find their agents.</summary>
    public AssignmentMode Assignment { get; init; }

    /// <summary>An agent without a sign of life for so long is offline.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>The first answer of a human is due after this.</summary>
    public TimeSpan FirstReply { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Later answers are due after this.</summary>
    public TimeSpan NextReply { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What a service takes, for the expected wait, as long as nothing is known.</summary>
    public TimeSpan HandleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether complex matters go before simple ones.</summary>
    public bool Peak { get; init; }

    /// <summary>Topics that only humans settle.</summary>
    public ImmutableHashSet<string> Complex { get; init; } = [];

    /// <summary>How much waiting time each priority is worth. The sum bounds how long anybody can be overtaken.</summary>
    public ImmutableDictionary<string, TimeSpan> Bonus { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>Yuan of orders of a member from which on they are a VIP; null where nobody is.</summary>
    public decimal? VipFrom { get; init; }

    /// <summary>Days on which humans keep other hours.</summary>
    public ImmutableArray<Holiday> Holidays { get; init; } = [];

    /// <summary>All skills; the last one takes what is nobody's.</summary>
    public ImmutableArray<Skill> Skills { get; init; } = [new("general", "综合", [], [])];

    /// <summary>Canned replies.</summary>
    public ImmutableArray<CannedReply> Canned { get; init; } = [];

    /// <summary>Ways a service ends.</summary>
    public ImmutableArray<WrapUpCode> WrapUp { get; init; } = [];

    /// <summary>The skill for a hand-over.</summary>
    public string SkillFor(HandoverRequest request) =>
        (Skills.FirstOrDefault(s => s.Reasons.Contains(request.Reason))
            ?? Skills.FirstOrDefault(s => request.Intent is { } intent && s.Intents.Contains(intent))
            ?? Skills[^1]).Id;

    /// <summary>Whether there is such a skill.</summary>
    public bool HasSkill(string id) => Skills.Any(s => s.Id == id);
}
