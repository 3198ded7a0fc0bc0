using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Slots;
using CustomerService.Core.Text;

namespace CustomerService.Core.Dialogue;

/// <summary>Takes what a segment says into the slots held: carry-over, correction and references.</summary>
internal static partial class SlotIntake
{
    // They belong to one question; the next flow must not find them.
    private static readonly string[] Transient =
        [SlotNames.Date, SlotNames.Address, SlotNames.Phone, SlotNames.Change, SlotNames.Compared];

    private static readonly string[] Pointing = ["这个", "那个", "这款", "那款", "它"];

    /// <summary>The state for a new turn: what belonged to a finished question is gone, a new page is the new topic.</summary>
    public static DialogueState BeginTurn(DialogueState state, Turn turn, Catalogue catalogue)
    {
        if (state.Open is null && state.Pending is null)
            state = state with { Slots = state.Slots.RemoveRange(Transient) };
        return turn.Page is { } page && page != state.Page && catalogue.Products.ContainsKey(page)
            ? SetProduct(state, page) with { Page = page }
            : state;
    }

    /// <summary>The state after a segment, and the names of the slots it gave or changed.</summary>
    public static (DialogueState State, ImmutableHashSet<string> Gained) Take(
        DialogueState state, Segment segment, Catalogue catalogue)
    {
        // Goods that the shop lacks are the topic of the words that name them, and of no more.
        state = state with { Slots = state.Slots.Remove(SlotNames.Unlisted) };
        segment = Beside.Without(segment, state.Slot(SlotNames.Product) is not null);
        var before = state.Slots;
        var reference = segment.Slot(SlotNames.Reference);
        state = TakeProduct(state, segment, reference, catalogue);
        var said = segment.Slots.Select(m => m.Slot).Where(s => s != SlotNames.Reference).ToImmutableHashSet();
        foreach (var mention in segment.Slots)
        {
            if (mention.Slot is not (SlotNames.Product or SlotNames.Category or SlotNames.Reference))
                state = state with { Slots = state.Slots.SetItem(mention.Slot, mention.Value) };
        }
        if (segment.Slot(SlotNames.Address) is { } address && !said.Contains(SlotNames.City)
            && catalogue.Places.Where(p => address.Contains(p.City, StringComparison.Ordinal))
                .MinBy(p => address.IndexOf(p.City, StringComparison.Ordinal)) is { } place)
        {
            state = state with { Slots = state.Slots.SetItem(SlotNames.City, place.City) };
        }
        state = TakeBareNumbers(state, segment, said, catalogue);
        var changed = state.Slots.Where(s => before.GetValueOrDefault(s.Key) != s.Value).Select(s => s.Key);
        return (state, said.Union(changed));
    }

    private static DialogueState TakeProduct(
        DialogueState state, Segment segment, string? reference, Catalogue catalogue)
    {
        var named = segment.Slots.Where(m => m.Slot == SlotNames.Product).Select(m => m.Value)
            .Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (named.Length > 1)
        {
            state = state with
            {
                Options = named,
                OptionSlot = SlotNames.Product,
                Slots = state.Slots.SetItem(SlotNames.Compared, string.Join(',', named)),
            };
        }
        if (named.Length > 0)
            return SetProduct(state, named[0]);
        if (Ordinal(reference, state.Options.Length) is { } index && state.OptionSlot is { } slot)
        {
            var value = state.Options[index];
            return slot == SlotNames.Product
                ? SetProduct(state, value)
                : state with { Slots = state.Slots.SetItem(slot, value) };
        }
        // "你说的那个": with nothing else under discussion, the first of what was shown.
        if (state is { OptionSlot: SlotNames.Product, Options: [var first, ..] } && state.Slot(SlotNames.Product) is null
            && !segment.Slots.Any(m => m.Slot == SlotNames.Category) && Pointing.Any(w => segment.Text.Contains(w, StringComparison.Ordinal)))
        {
            return SetProduct(state, first);
        }
        return segment.Slots.FirstOrDefault(m => m.Slot == SlotNames.Category) is { Value: { } category } mention
            ? TakeCategory(state, category, segment, reference ?? (IsPointedAt(segment, mention) ? "this" : null), catalogue)
            : state;
    }

    // "逐风那双跑鞋", "羽绒服酒红色M码": brand and variant may leave one product of the category.
    private static Product? Narrowed(string category, Segment segment, bool pointed, Catalogue catalogue)
    {
        var (colour, spec) = (segment.Slot(SlotNames.Colour), segment.Slot(SlotNames.Spec));
        var branded = catalogue.InCategory(category).Where(p => p.Brand.Length > 1 && segment.Text.Contains(p.Brand, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (branded.Length == 0 && colour is null && spec is null)
            return null;
        var fitting = (branded.Length > 0 ? branded : catalogue.InCategory(category))
            .Where(p => (colour is null || Variants.Colour(p, colour) is not null) && (spec is null || Variants.Spec(p, spec) is not null)).ToArray();
        return fitting is [var only] ? only
            : branded.Length > 0 && pointed ? fitting.OrderByDescending(p => p.Featured).ThenByDescending(p => p.Popularity).FirstOrDefault()
            : null;
    }

    // "黑色256有货吗", "打错了 2468": what a number alone means is known only beside a product, or a question for it.
    private static DialogueState TakeBareNumbers(
        DialogueState state, Segment segment, ImmutableHashSet<string> said, Catalogue catalogue)
    {
        var numbers = Number().Matches(TextNormalizer.Normalize(segment.Text)).Select(m => m.Value).ToArray();
        if (!said.Contains(SlotNames.Spec) && state.Slot(SlotNames.Product) is { } id && catalogue.Products.TryGetValue(id, out var product)
            && numbers.Select(n => SpecWording.Match(n, product.Specs)).FirstOrDefault(s => s is not null) is { } spec)
        {
            state = state with { Slots = state.Slots.SetItem(SlotNames.Spec, spec) };
            if (state.Slot(SlotNames.Quantity) is { } quantity && spec.StartsWith(quantity, StringComparison.Ordinal))
                state = state with { Slots = state.Slots.Remove(SlotNames.Quantity) };
        }
        return !said.Contains(SlotNames.Phone) && state.Open?.Slots.Contains(SlotNames.Phone) == true
            && numbers.Where(n => n.Length == 4).ToArray() is [var tail]
            ? state with { Slots = state.Slots.SetItem(SlotNames.Phone, tail) }
            : state;
    }

    [GeneratedRegex("[这那该][款个部双台件条种支盒]?$", RegexOptions.None, 1000)]
    private static partial Regex PointsAhead();

    [GeneratedRegex("(?<![0-9a-z.])[0-9]{2,4}(?![0-9a-z.])", RegexOptions.None, 1000)]
    private static partial Regex Number();

    // "这手机", "那双鞋"; "这款" and its like are mentions of their own.
    private static bool IsPointedAt(Segment segment, SlotMention mention)
    {
        var text = TextNormalizer.Normalize(segment.Text);
        return mention.Start <= text.Length && PointsAhead().IsMatch(text.AsSpan(0, mention.Start));
    }

    // "这款手机": the phone under discussion, or the one whose page is open, or the shop's featured phone.
    private static DialogueState TakeCategory(
        DialogueState state, string category, Segment segment, string? reference, Catalogue catalogue)
    {
        if (Narrowed(category, segment, reference is not null, catalogue) is { } narrowed)
            return SetProduct(state, narrowed.Id);
        var within = catalogue.InCategory(category).ToDictionary(p => p.Id, StringComparer.Ordinal);
        if (state.Slot(SlotNames.Product) is { } held && within.ContainsKey(held))
            return state;
        if (state.Page is { } page && within.ContainsKey(page))
            return SetProduct(state, page);
        if (reference is "this" or "same" or "previous" && catalogue.Featured(category) is { } featured)
            return SetProduct(state, featured.Id);
        return state with
        {
            Slots = state.Slots.RemoveRange([SlotNames.Product, SlotNames.Colour, SlotNames.Spec])
                .SetItem(SlotNames.Category, category),
        };
    }

    /// <summary>The state with another product under discussion: variants of the one before do not count for it.</summary>
    public static DialogueState SetProduct(DialogueState state, string product) =>
        state.Slot(SlotNames.Product) == product
            ? state
            : Recall(Remember(state) with
            {
                Slots = state.Slots.RemoveRange([SlotNames.Colour, SlotNames.Spec, SlotNames.Quantity, SlotNames.Category])
                    .SetItem(SlotNames.Product, product),
            });

    // "刚才那个手机，黑色的有货没": the variant talked about comes back with its product.
    private static DialogueState Remember(DialogueState state)
    {
        if (state.Slot(SlotNames.Product) is not { } product || (state.Slot(SlotNames.Colour) ?? state.Slot(SlotNames.Spec)) is null)
            return state;
        var variant = new TalkedAbout(product, state.Slot(SlotNames.Colour), state.Slot(SlotNames.Spec));
        return state with { Talked = [.. state.Talked.Where(t => t.Product != product).Append(variant).TakeLast(5)] };
    }

    private static DialogueState Recall(DialogueState state)
    {
        if (state.Talked.FirstOrDefault(t => t.Product == state.Slot(SlotNames.Product)) is not { } variant)
            return state;
        var slots = state.Slots;
        if (variant.Colour is { } colour)
            slots = slots.SetItem(SlotNames.Colour, colour);
        return state with { Slots = variant.Spec is { } spec ? slots.SetItem(SlotNames.Spec, spec) : slots };
    }

    private static int? Ordinal(string? reference, int count)
    {
        if (count == 0 || !int.TryParse(reference, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ordinal))
            return null;
        var index = ordinal < 0 ? count + ordinal : ordinal - 1;
        return index >= 0 && index < count ? index : null;
    }
}
