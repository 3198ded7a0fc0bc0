namespace CustomerService.Core.Slots;

/// <summary>The names of slots: public in flows, in the API and in tests.</summary>
public static class SlotNames
{
    /// <summary>Id of a product of the catalogue.</summary>
    public const string Product = "product";

    /// <summary>Id of a category of the catalogue.</summary>
    public const string Category = "category";

    /// <summary>A colour, in the catalogue's wording where it has one: 黑色.</summary>
    public const string Colour = "colour";

    /// <summary>Storage, size or any spec, in the catalogue's wording where it has one: 256G, XL, 42码, 2段.</summary>
    public const string Spec = "spec";

    /// <summary>A number of pieces: 2.</summary>
    public const string Quantity = "quantity";

    /// <summary>An order number.</summary>
    public const string Order = "order";

    /// <summary>Last four digits of a phone number.</summary>
    public const string Phone = "phone";

    /// <summary>A city or district, in the wording of the shop's list: 北京.</summary>
    public const string City = "city";

    /// <summary>A street address as written.</summary>
    public const string Address = "address";

    /// <summary>
    /// What is wanted of an order that is still to be named: cancel, address or price_protection. Settled by the flow, not
    /// found in texts.
    /// </summary>
    public const string Change = "change";

    /// <summary>Ids of products named together, separated by commas. Settled by the dialogue, not found in texts.</summary>
    public const string Compared = "compared";

    /// <summary>A day or a time, ISO 8601: 2026-12-01, 2026-12-01T15:00.</summary>
    public const string Date = "date";

    /// <summary>Yuan: 199.00.</summary>
    public const string Amount = "amount";

    /// <summary>Whom a present is for: 妈妈, 爸爸, 女友, 男友, 孩子, 长辈, 老师, 同事, 客户, 朋友.</summary>
    public const string Recipient = "recipient";

    /// <summary>Somebody's age in years: 50.</summary>
    public const string Age = "age";

    /// <summary>A reference: <c>this</c> (这款), <c>same</c> (同款), <c>previous</c> (刚才那个), or an ordinal <c>1</c>, <c>2</c>, <c>-1</c> (最后一个).</summary>
    public const string Reference = "reference";

    /// <summary>Goods named in the text that no word of the catalogue tells, as written: 戴森吹风机. Only a model sees them.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Product, Category, Colour, Spec, Quantity, Order, Phone, City, Address, Date, Amount, Recipient, Age, Reference, Unlisted];
}

/// <summary>A slot value found in a text.</summary>
/// <param name="Slot">One of <see cref="SlotNames"/>.</param>
/// <param name="Value">Normalised.</param>
/// <param name="Start">Where it starts in the normalised text, UTF-16 units.</param>
/// <param name="Length">How long it is there.</param>
public readonly record struct SlotMention(string Slot, string Value, int Start, int Length);
