using CustomerService.Contracts.Desk;
using CustomerService.Core.Desk;

namespace CustomerService.Core.Tests.Desk;

/// <summary>A desk whose commands are given one after another, with the shipped setting unless another is given.</summary>
internal sealed class DeskBench(DeskSetting? setting = null)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);

    private int _operations;

    public static DeskSetting Shipped { get; } = DeskFile.Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "desk.yaml")));

    public DeskSetting Setting { get; } = setting ?? Shipped;

    public DeskState State { get; private set; } = DeskState.Empty;

    public DateTimeOffset Now { get; set; } = Start;

    public DeskStep Last { get; private set; } = null!;

    public string[] Queue => [.. QueueRules.Waiting(State).Select(t => t.Conversation)];

    public Ticket this[string conversation] => State.Tickets[conversation];

    public static HandoverRequest Request(string conversation, DateTimeOffset at, string reason = "asked", string? intent = null, int sentiment = 0) =>
        new($"{conversation}:1:handover", conversation, reason, at) { Intent = intent, Sentiment = sentiment };

    public DeskBench Enqueue(string conversation, string reason = "asked", string? intent = null, int sentiment = 0, bool vip = false)
    {
        Take(DeskRules.Enqueue(State, Request(conversation, Now, reason, intent, sentiment), vip, Setting, Now));
        return this;
    }

    public DeskBench Online(string agent, int capacity = 5, string state = AgentSeat.Online, params string[] skills)
    {
        Do(DeskCommandKind.Presence, agent, c => c with
        {
            Presence = new(agent, state, skills.Length > 0 ? skills : [.. Setting.Skills.Select(s => s.Id)], capacity),
        });
        return this;
    }

    public string Do(DeskCommandKind kind, string actor, string conversation, Func<DeskCommand, DeskCommand>? more = null) =>
        Do(kind, actor, c => (more ?? (x => x))(c with { Conversation = conversation }));

    public string Do(DeskCommandKind kind, string actor, Func<DeskCommand, DeskCommand>? more = null) =>
        Give((more ?? (x => x))(new($"operation-{++_operations}", kind, actor)));

    public string Give(DeskCommand command)
    {
        Take(DeskRules.Apply(State, command, Setting, Now));
        return Last.Answer.Code;
    }

    public DeskBench Tick(TimeSpan later)
    {
        Now += later;
        Take(DeskRules.Tick(State, Setting, Now));
        return this;
    }

    public string[] Notices(string conversation) =>
        [.. this[conversation].Outbox.Select(m => m.Notice?.Code).OfType<string>()];

    public DeskRecord[] Records(string conversation) => [.. this[conversation].Outbox.Select(m => m.Record).OfType<DeskRecord>()];

    private void Take(DeskStep step) => (Last, State) = (step, step.State);
}
