namespace CustomerService.Core.Dialogue.Facts;

/// <summary>What a provider may know besides the query.</summary>
/// <param name="Turn">The turn that asks.</param>
/// <param name="Now">The time in the shop's zone.</param>
public sealed record FactContext(Turn Turn, DateTimeOffset Now)
{
    /// <summary>The shop.</summary>
    public string Tenant => Turn.Tenant;

    /// <summary>The shopper's pseudonym.</summary>
    public string Shopper => Turn.Shopper;

    /// <summary>The segment a query was made for.</summary>
    public Segment Segment(FactQuery query) =>
        Turn.Segments[int.Parse(query[Segments] ?? "0", System.Globalization.CultureInfo.InvariantCulture)];

    /// <summary>The argument that names the segment.</summary>
    public const string Segments = "segment";

    /// <summary>The argument that carries the proven member.</summary>
    public const string Member = "member";

    /// <summary>The argument that says the order was proven earlier.</summary>
    public const string Proven = "proven";

    /// <summary>The argument that says too many wrong proofs were given.</summary>
    public const string Locked = "locked";

    /// <summary>The outcome that counts as a wrong proof.</summary>
    public const string WrongProof = "wrong_proof";

    /// <summary>The argument that carries the operation id of an action.</summary>
    public const string Operation = "operation";
}

/// <summary>Answers one kind of fact from the shop's data.</summary>
public interface IFactProvider
{
    /// <summary>What it needs and can say.</summary>
    FactKind Kind { get; }

    /// <summary>
    /// Answers a query. An action is idempotent by its operation id. Throwing or being late becomes
    /// <see cref="Fact.Unavailable"/>.
    /// </summary>
    ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken);
}
