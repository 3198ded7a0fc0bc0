using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Recommending;
using CustomerService.Core.Slots;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Core.Tests.Dialogue;

/// <summary>A dialogue with the shipped flows, real slots and a model that reads what the test says it reads.</summary>
internal sealed class Talk : IUnderstanding, IReader, IFlowSource
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 0, 0, TalkShop.Offset);

    // The shipped flows are the same for all talks, and reading them takes longer than a talk.
    private static readonly Lazy<FlowBook> Shipped = new(() => Flows(Providers(new TalkShop()).Select(p => p.Kind)));

    private readonly Dictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly TurnRunner _runner;
    private readonly SlotExtractor _slots;
    private readonly string _conversation;
    private long _number;

    public Talk(TalkShop? shop = null, string conversation = "t.web.s", FakeTimeProvider? time = null, CustomerService.Core.Desk.DeskSetting? desk = null)
    {
        Shop = shop ?? new TalkShop();
        _slots = new SlotExtractor(Shop);
        Time = time ?? new FakeTimeProvider(Start);
        _conversation = conversation;
        var providers = Providers(Shop, Time, desk);
        Current = Shipped.Value;
        var reader = new TurnReader(
            this, _slots, this, this, new(TimeProvider.System, NullLogger<ModelCircuit>.Instance), NullLogger<TurnReader>.Instance);
        _runner = new TurnRunner(
            reader, this, providers, Shop, Shop, this, new TurnLimits(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30)),
            Time, NullLogger<TurnRunner>.Instance, desk);
    }

    public TalkShop Shop { get; }

    public FakeTimeProvider Time { get; }

    public FlowBook Current { get; }

    public float UnknownThreshold => 0.5f;

    public bool ModelIsDown { get; set; }

    /// <summary>False while a human has the conversation.</summary>
    public bool MayAct { get; set; } = true;

    public DialogueState State { get; private set; } = DialogueState.Empty;

    public Decision.Done Last { get; private set; } = null!;

    /// <summary>What the model was asked to read, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>All replies of the last turn.</summary>
    public string Said => string.Join('\n', Last.Replies.Select(r => r.Text));

    /// <summary>The shipped flows.</summary>
    public static FlowBook Flows(IEnumerable<FactKind> kinds) => new FlowLoader(kinds).Load(FlowFiles());

    public static IEnumerable<(string File, string Text)> FlowFiles() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "flows"), "*.yaml").Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    public static IFactProvider[] Providers(TalkShop shop, TimeProvider? time = null, CustomerService.Core.Desk.DeskSetting? desk = null) => [.. new ServiceCollection()
        .AddSingleton<CustomerService.Core.Commerce.ICatalogueSource>(shop).AddSingleton<CustomerService.Core.Commerce.IStock>(shop)
        .AddSingleton<CustomerService.Core.Commerce.IOrders>(shop).AddSingleton<CustomerService.Core.Commerce.IPromotions>(shop)
        .AddSingleton<CustomerService.Core.Commerce.IPolicies>(shop).AddSingleton<CustomerService.Core.Knowledge.IKnowledge>(shop)
        .AddSingleton<CustomerService.Core.Profiles.IProfiles>(shop).AddSingleton<CustomerService.Core.Desk.IDeskStatus>(shop)
        .AddSingleton(time ?? new FakeTimeProvider(Start))
        .AddSingleton<CustomerService.Core.Care.ICouponLedger>(shop.Coupons)
        .AddSingleton(CustomerService.Core.Care.CareFile.LoadShipped())
        .AddSingleton(desk ?? CustomerService.Core.Desk.DeskFile.LoadShipped())
        .AddSingleton(GiftGuide.Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "gifts.yaml"))))
        .AddDialogue().BuildServiceProvider().GetServices<IFactProvider>()];

    /// <summary>What the model reads in a text; anything else it reads as "other", unsure.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="intent">What it reads.</param>
    /// <param name="confidence">How sure it is.</param>
    /// <param name="sentiment">-1, 0 or 1.</param>
    /// <param name="threshold">From where it says that it can be believed; null where it says nothing.</param>
    public Talk Reads(string text, string intent, float confidence = 0.9f, int sentiment = 0, float? threshold = null)
    {
        _readings[text] = new Reading([new IntentScore(intent, confidence)], sentiment, 0.9f, [1]) { UnknownThreshold = threshold };
        return this;
    }

    /// <summary>What the model takes for the value of a slot in a text that it reads.</summary>
    public Talk Sees(string text, string slot, string said, float confidence = 0.9f)
    {
        var reading = _readings[text];
        var span = new SlotSpan(slot, text.IndexOf(said, StringComparison.Ordinal), said.Length, confidence);
        _readings[text] = reading with { Spans = [.. reading.Spans ?? [], span] };
        return this;
    }

    /// <summary>The shopper says something, as one message or a burst of several.</summary>
    public async Task<string> Say(params string[] texts) => await Say(texts, member: null);

    public async Task<string> Say(string[] texts, string? member, string? page = null)
    {
        var entries = texts.Select(t => new InboxEntry(_conversation, ++_number, $"m{_number}", InboxKind.Message, t, Time.GetUtcNow())
        {
            Member = member,
            Page = page,
        }).ToArray();
        Last = await _runner.Run("t", State, entries, MayAct);
        State = Last.State;
        return Said;
    }

    public ValueTask<IReadOnlyList<Understood>> Understand(
        string tenant, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Asked.AddRange(texts);
        return ModelIsDown
            ? throw new InvalidOperationException("The model is down.")
            : new([.. texts.Select(t => Compose(tenant, t, _readings.GetValueOrDefault(t) ?? new Reading([new IntentScore("other", 0.3f)], 0, 0.9f, [1]), now))]);
    }

    private Understood Compose(string tenant, string text, Reading reading, DateTimeOffset now) =>
        new(text, reading, _slots.Extract(tenant, text, now, reading.Spans), null);

    public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Turns are read by Understand.");
}
