using System.Collections.Frozen;

namespace CustomerService.Core.Understanding;

/// <summary>The label set of the classifier: public names in the API, in data and in metrics.</summary>
public static class Intents
{
    /// <summary>Opens the talk, nothing else.</summary>
    public const string Greeting = "greeting";

    /// <summary>Thanks, acknowledges, ends; nothing else.</summary>
    public const string Closing = "closing";

    /// <summary>Is it in stock, when restocked, pre-order.</summary>
    public const string Stock = "stock";

    /// <summary>Price, bargaining, price protection.</summary>
    public const string Price = "price";

    /// <summary>Coupons, campaigns, gifts with purchase, points.</summary>
    public const string Promotion = "promotion";

    /// <summary>A property of one product.</summary>
    public const string ProductInfo = "product_info";

    /// <summary>Which to choose, comparison, size advice.</summary>
    public const string Recommendation = "recommendation";

    /// <summary>A present for somebody, wrapping, greeting card.</summary>
    public const string Gift = "gift";

    /// <summary>Place, modify, cancel or annotate an order.</summary>
    public const string OrderChange = "order_change";

    /// <summary>Paying, instalments, top-up, balance.</summary>
    public const string Payment = "payment";

    /// <summary>When shipped, when delivered, courier, freight when buying.</summary>
    public const string Shipping = "shipping";

    /// <summary>Return, exchange, refund asked for; wrong, missing or damaged goods.</summary>
    public const string ReturnExchange = "return_exchange";

    /// <summary>Where the money of a requested refund is.</summary>
    public const string RefundStatus = "refund_status";

    /// <summary>Repair, warranty, service point.</summary>
    public const string Warranty = "warranty";

    /// <summary>How to install, use, care for; installation service.</summary>
    public const string Usage = "usage";

    /// <summary>Invoices of all sorts.</summary>
    public const string Invoice = "invoice";

    /// <summary>Account, login, membership, reviews, selling on the platform.</summary>
    public const string Account = "account";

    /// <summary>Dissatisfaction is the point.</summary>
    public const string Complaint = "complaint";

    /// <summary>Wants a human, or to be put through.</summary>
    public const string Human = "human";

    /// <summary>Chat that has nothing to do with shopping.</summary>
    public const string Smalltalk = "smalltalk";

    /// <summary>Cannot be understood alone, or fits none.</summary>
    public const string Other = "other";

    /// <summary>All of them, in the order of the label table.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Greeting, Closing, Stock, Price, Promotion, ProductInfo, Recommendation, Gift, OrderChange, Payment, Shipping,
        ReturnExchange, RefundStatus, Warranty, Usage, Invoice, Account, Complaint, Human, Smalltalk, Other,
    ];

    /// <summary>Those that the hand-over rule treats as high-risk.</summary>
    public static IReadOnlySet<string> HighRisk { get; } =
        new[] { ReturnExchange, Complaint }.ToFrozenSet(StringComparer.Ordinal);
}
