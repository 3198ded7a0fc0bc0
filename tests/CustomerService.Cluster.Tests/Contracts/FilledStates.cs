using System.Collections.Immutable;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Webhooks;
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
        Member = "shopper-001",
        Preview = "转人工",
        LastAgent = "amy",
    };

    private static readonly DeskCommand Rating = new("default.web.anna:8:rating", DeskCommandKind.Rate, "amy")
    {
        Conversation = "default.web.anna",
        ToAgent = "bob",
        ToSkill = "presale",
        Text = "solved",
        Cards = [new Card("product", "P1001", "星河X1")],
        Presence = new AgentPresence("小艾", "online", ["presale"], 5),
        Value = 5,
        At = At,
        Ticket = "default.web.anna:7:handover",
        Amount = 10.5m,
    };

    private static readonly ProfileObservation Observation =
        new("default.web.anna:7:profile", At, ["stock"], ["formula"], 1) { Member = "shopper-001", Price = 268, Recipient = "妈妈" };

    private static readonly WebhookEvent Told = new("default.web.anna:said:11", WebhookTypes.MessageSent, At, "default.web.anna")
    {
        Data = new()
        {
            Ticket = "default.web.anna:7:handover", Agent = "amy", Skill = "presale", Reason = "asked", Intent = "human", Code = "solved", Rating = 5,
            Order = "202611150023", Coupon = "CARE-1", Amount = 10.5m, MinSpend = 99, Until = At, Tag = "宝妈", Sequence = 11, From = "bot", Text = "有货。",
        },
    };

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
                Author = "小艾", Text = "有货吗？", Number = 6, MessageId = "m6", Media = [new MediaItem("image", "https://shop.example/1.jpg")],
            },
            new(11, EventKinds.Reply, At)
            {
                Text = "有货。",
                InReplyTo = [6],
                Cards = [new Card("product", "P1001", "星河X1") { Subtitle = "黑色 256G", Price = "¥3299", Image = "/p/P1001.webp", Code = "CARE-1" }],
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
            new(Rating.OperationId, new Effect { Desk = Rating }),
            new("default.web.anna:said:11", new Effect { Webhook = Told }),
        ],
        Desk = new DeskLink
        {
            Agent = "amy", LastAgent = "amy", Ratable = new RatableService("default.web.anna:7:handover", "amy", "presale", At),
        },
        Member = "shopper-001",
        Draft = [new Reply("有货。") { Cards = [new Card("product", "P1001", "星河X1")], QuickReplies = ["查订单"] }],
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
        Told = ["宝妈"],
    };

    public static DeskPage<Ticket> Tickets => Page(Handover.Conversation, new Ticket(Handover, "presale", At)
    {
        State = TicketState.Active,
        Agent = "amy",
        AcceptedAt = At,
        AskedAt = At,
        AnsweredAt = At,
        Sentiment = -1,
        Priority = ["vip"],
        Notes = [new TicketNote(At, "amy", "要开发票")],
        Operations = [new DoneOperation("operation-1", "ok")],
        Outbox =
        [
            new DeskMail("default.web.anna:7:handover:end")
            {
                Notice = new DeskNotice("desk_closed", ImmutableSortedDictionary<string, string>.Empty.Add("_agent", "amy")),
            },
            new DeskMail("default.web.anna:7:handover:end")
            {
                Record = new DeskRecord("r1", DeskRecordKinds.End, At, Handover.OperationId, Handover.Conversation, "presale")
                {
                    Agent = "amy", AskedAt = At, AnsweredAt = At, IsFirst = true, Code = "solved", Rating = 5,
                    Notes = [new TicketNote(At, "amy", "要开发票")],
                },
            },
        ],
        DoneAt = At,
    });

    public static DeskPage<AgentSeat> Seats =>
        Page("amy", new AgentSeat("amy", "小艾", AgentSeat.Online, ["presale"], 5, At) { AssignedAt = At });

    private static DeskPage<T> Page<T>(string key, T item) => new() { Items = new DeskPage<T>().Items.Add(key, item) };

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
        Heat = 1.7,
        Soothed = "soothe_angry",
        Cared = true,
        PeakTold = true,
        Failures = 1,
        Handover = "asked",
        ProvenOrders = ["202611150023"],
        WrongProofs = 1,
        Page = "P1001",
        LastAt = At,
    };
}
