using BenchmarkDotNet.Attributes;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Slots;

namespace CustomerService.Benchmarks;

/// <summary>What a turn costs beside the model and the disk.</summary>
public class DialogueBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 11, 12, 0, 0, TimeSpan.FromHours(8));
    private Product _product = null!;
    private ISlotExtractor _slots = null!;
    private DialogueSetting _setting = null!;
    private Turn _turn = null!;
    private FactSet _facts = null!;

    [Params("这款手机黑色256G的有现货吗?", "新疆能发不 要加运费吗", "今天天气真不错啊")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public async Task Setup()
    {
        _product = await new Product().WithShop();
        _slots = _product.Get<ISlotExtractor>();
        _setting = _product.Get<TurnRunner>().Setting(Product.Tenant);
        var entry = new InboxEntry("default.web.shopper", 1, "m-1", InboxKind.Message, Text, Now);
        _turn = await _product.Get<TurnReader>().Read(Product.Tenant, [entry], Now, CancellationToken.None);
        _facts = await Facts();
    }

    [GlobalCleanup]
    public void Cleanup() => _product.Dispose();

    [Benchmark]
    public IReadOnlyList<SlotMention> ExtractSlots() => _slots.Extract(Product.Tenant, Text, Now);

    /// <summary>The last round: every fact is there.</summary>
    [Benchmark]
    public Decision Decide() => DialogueRules.Decide(DialogueState.Empty, _turn, _facts, _setting);

    private async Task<FactSet> Facts()
    {
        var providers = _product.Get<IEnumerable<IFactProvider>>().ToDictionary(p => p.Kind.Name, StringComparer.Ordinal);
        var (facts, context) = (new FactSet(), new FactContext(_turn, Now));
        while (DialogueRules.Decide(DialogueState.Empty, _turn, facts, _setting) is Decision.NeedFacts need)
        {
            foreach (var query in need.Queries)
                facts.Add(query, await providers[query.Kind].Get(query, context, CancellationToken.None));
        }
        return facts;
    }
}
