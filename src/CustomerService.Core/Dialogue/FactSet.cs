using CustomerService.Core.Dialogue.Facts;

namespace CustomerService.Core.Dialogue;

/// <summary>Facts fetched for a turn.</summary>
public sealed class FactSet
{
    private readonly Dictionary<FactQuery, Fact> _facts = [];

    /// <summary>Adds an answer.</summary>
    public void Add(FactQuery query, Fact fact) => _facts[query] = fact;

    /// <summary>The answer to a query; null when it was not fetched yet.</summary>
    public Fact? this[FactQuery query] => _facts.GetValueOrDefault(query);
}
