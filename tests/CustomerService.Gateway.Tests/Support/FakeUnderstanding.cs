using CustomerService.Contracts.Understanding;
using CustomerService.Core.Slots;
using CustomerService.Core.Understanding;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>Understands everything as a question about stock of a black phone.</summary>
public sealed class FakeUnderstanding : IUnderstanding
{
    public Exception? Fault { get; set; }

    /// <summary>Who it says read the texts.</summary>
    public ReadBy By { get; set; }

    public DateTimeOffset? Now { get; private set; }

    public ValueTask<IReadOnlyList<Understood>> Understand(
        string tenant, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Now = now;
        if (Fault is { } fault)
            throw fault;
        return new([.. texts.Select(One)]);
    }

    private Understood One(string text) => new(
        text,
        new([new("stock", 0.91234567f), new("price", 0.05f)], -1, 0.75f, [1f]) { By = By },
        [new(SlotNames.Colour, "黑色", 0, 2), new(SlotNames.Spec, "256G", 3, 4), new(SlotNames.Spec, "512G", 8, 4)],
        "phones");
}
