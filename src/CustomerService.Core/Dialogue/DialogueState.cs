using System.Collections.Immutable;

namespace CustomerService.Core.Dialogue;

/// <summary>What a dialogue remembers between turns. Stored as JSON in the conversation's row: names are a contract.</summary>
public sealed record DialogueState
{
    // Before Empty, which is made of it: static members are initialised in this order.
    internal static ImmutableSortedDictionary<string, string> NoSlots { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>A dialogue that has not begun.</summary>
    public static DialogueState Empty { get; } = new();

    /// <summary>The flow under discussion, answered or not; null when there is none.</summary>
    public string? Flow { get; init; }

    /// <summary>The bot's question that waits for an answer.</summary>
    public OpenQuestion? Open { get; init; }

    /// <summary>The action that waits for a yes.</summary>
    public PendingAction? Pending { get; init; }

    /// <summary>Slots held: name to value.</summary>
    public ImmutableSortedDictionary<string, string> Slots { get; init; } = NoSlots;

    /// <summary>The last list shown, for "the second one": values of <see cref="OptionSlot"/> in order.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The slot that <see cref="Options"/> are values of.</summary>
    public string? OptionSlot { get; init; }

    /// <summary>Variants talked about before the product under discussion, the newest last.</summary>
    public ImmutableArray<TalkedAbout> Talked { get; init; } = [];

    /// <summary>Turns in a row that were not understood.</summary>
    public int Misses { get; init; }

    /// <summary>Upset turns of this session.</summary>
    public int Negatives { get; init; }

    /// <summary>How upset the shopper is, from 0; see <see cref="Temper"/>.</summary>
    public double Heat { get; init; }

    /// <summary>The words of comfort said since the shopper was last calm; null when none were.</summary>
    public string? Soothed { get; init; }

    /// <summary>Whether the shopper was told in this session that humans are busy and what the bot can do at once.</summary>
    public bool PeakTold { get; init; }

    /// <summary>Whether a coupon was given in this session.</summary>
    public bool Cared { get; init; }

    /// <summary>Turns in a row in which the shop's data could not be had.</summary>
    public int Failures { get; init; }

    /// <summary>Why the conversation was handed over; null while the bot has it alone.</summary>
    public string? Handover { get; init; }

    /// <summary>Orders that the shopper proved to be theirs in this session.</summary>
    public ImmutableArray<string> ProvenOrders { get; init; } = [];

    /// <summary>Wrong proofs given in this session; too many end the guessing.</summary>
    public int WrongProofs { get; init; }

    /// <summary>Id of the product page the shopper last stood on.</summary>
    public string? Page { get; init; }

    /// <summary>When the shopper last wrote.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The value of a slot, null when it is not held.</summary>
    public string? Slot(string name) => Slots.GetValueOrDefault(name);

    /// <summary>
    /// A dialogue that begins anew after an idle time: what is still true (the order under discussion, the hand-over)
    /// stays, the rest goes.
    /// </summary>
    public DialogueState NewSession() => Empty with
    {
        Handover = Handover,
        LastAt = LastAt,
        Page = Page,
        Slots = Slots.TryGetValue(Core.Slots.SlotNames.Order, out var order)
            ? NoSlots.Add(Core.Slots.SlotNames.Order, order)
            : NoSlots,
    };
}

/// <summary>A product and the variant of it that was talked about.</summary>
public sealed record TalkedAbout(string Product, string? Colour, string? Spec);

/// <summary>A question the bot asked.</summary>
/// <param name="Flow">The flow that asked.</param>
/// <param name="Slots">The slots it asked for.</param>
/// <param name="Text">Its words, to ask again by.</param>
/// <param name="Times">How often it was asked, from 1.</param>
public sealed record OpenQuestion(string Flow, ImmutableArray<string> Slots, string Text, int Times);

/// <summary>Something to do when the shopper says yes.</summary>
/// <param name="Flow">The flow that offered it.</param>
/// <param name="Action">The kind of fact that does it (<c>cancel_order</c>), or <c>handover</c>.</param>
/// <param name="Text">The words of the offer, to ask again by.</param>
public sealed record PendingAction(string Flow, string Action, string Text)
{
    /// <summary>The action of an offered hand-over.</summary>
    public const string Handover = "handover";
}
