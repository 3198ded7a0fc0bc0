using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Conversations;
using CustomerService.Core.Dialogue;
using CustomerService.Grains.Desk;
using CustomerService.Grains.Profiles;

namespace CustomerService.Cluster.Tests.Contracts;

/// <summary>States with every property set.</summary>
internal static class FilledStates
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 20, 0, 0, TimeSpan.FromHours(8));

    private static readonly Dictionary<string, string> Slots = new(StringComparer.Ordinal) { ["colour"] = "黑色", ["spec"] = "256G" };

    private static readonly HandoverRequest Handover = new("default.web.anna:7:handover", "default.web.anna", "asked", At)
    {
        Intent = "human",
        Slots = Slots,
        Sentiment = -1,
    };

    private static readonly ProfileObservation Observation =
        new("default.web.anna:7:profile", At, ["stock"], ["formula"], 1) { Member = "shopper-001", Price = 268, Recipient = "妈妈" };

    public static ConversationState Conversation => new()
    {
        Handled = 7,
        Skipped = [3],
        Sequence = 12,
        Dialogue = Dialogue,
        Window =
        [
            new(10, EventKinds.Message, At)
            {
                Text = "有货吗？", Number = 6, MessageId = "m6", Media = [new MediaItem("image", "https://shop.example/1.jpg")],
            },
            new(11, EventKinds.Reply, At)
            {
                Text = "有货。",
                InReplyTo = [6],
                Cards = [new Card("product", "P1001", "星河X1") { Subtitle = "黑色 256G", Price = "¥3299", Image = "/p/P1001.webp" }],
                QuickReplies = ["查订单"],
            },
            new(12, EventKinds.Status, At)
            {
                Status = "queue_position", Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["position"] = "1" },
            },
        ],
        Outbox =
        [
            new(Handover.OperationId, new Effect { Handover = Handover }),
            new(Observation.OperationId, new Effect { Observation = Observation }),
        ],
        Turns =
        [
            new([6, 7], At)
            {
                Intents = ["stock"],
                Confidence = 0.5,
                Sentiment = 1,
                Slots = Slots,
                Facts = ["stock:available"],
                Asked = ["colour"],
                Handover = "asked",
                Degraded = "facts",
            },
        ],
    };

    public static ProfileState Profile => new()
    {
        Observations = [Observation],
        Preferences = new ProfileState().Preferences.Add("personalised", new StatedPreference("personalised", "off", At)),
        Follows = "shopper-001",
        PartedFrom = "shopper-002",
        Member = "shopper-003",
        Followers = ["default.anna"],
    };

    public static DeskState Desk => new() { Queue = [new Waiting(Handover, 1)] };

    private static DialogueState Dialogue => DialogueState.Empty with
    {
        Flow = "stock",
        Open = new OpenQuestion("stock", ["colour", "spec"], "您需要什么颜色？", 2),
        Pending = new PendingAction("order_change", "cancel_order", "确认取消吗？"),
        Slots = DialogueState.Empty.Slots.AddRange(Slots),
        Options = ["P1001", "P1002"],
        OptionSlot = "product",
        Talked = [new TalkedAbout("P1001", "黑色", "256G")],
        Misses = 1,
        Negatives = 2,
        Handover = "asked",
        ProvenOrders = ["202611150023"],
        WrongProofs = 1,
        Page = "P1001",
        LastAt = At,
    };
}
