using CustomerService.Contracts.Understanding;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>Stands in for the language model: reads an intent by a keyword, and fails or lingers when told to.</summary>
internal sealed class KeywordModel : ILocalReader, IKnowledge, IProductTypes
{
    private static readonly (string Word, string Intent)[] Words =
    [
        ("人工", Intents.Human), ("有货", Intents.Stock), ("亲", Intents.Greeting), ("谢谢", Intents.Closing),
    ];

    /// <summary>Runs before every reading.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Who it says read the texts.</summary>
    public ReadBy By { get; set; }

    public float UnknownThreshold => 0.5f;

    public async ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (Before is { } before)
            await before();
        return [.. texts.Select(Read)];
    }

    public string? Resolve(string tenant, TextVector vector) => null;

    public ValueTask<IReadOnlyList<FaqMatch>> Search(
        string tenant, string text, TextVector vector, int limit, CancellationToken cancellationToken) => new([]);

    private Reading Read(string text)
    {
        var intent = Words.FirstOrDefault(w => text.Contains(w.Word, StringComparison.Ordinal)).Intent;
        return new([new IntentScore(intent ?? Intents.Other, intent is null ? 0.3f : 0.95f)], 0, 0.9f, By == ReadBy.Rules ? [] : [1f]) { By = By };
    }
}
