using CustomerService.Cluster.Tests.Support;
using CustomerService.Core.Understanding;
using CustomerService.Grains.Understanding;

namespace CustomerService.Cluster.Tests.Placement;

public sealed class ClusterReaderTests
{
    private readonly KeywordModel _local = new();
    private readonly ModelFacts _facts = new("large", "", 0.66f);

    [Fact]
    public void UnknownThreshold_SiloWithAModel_IsThatOfTheModelInUse() => Of(_local).UnknownThreshold.ShouldBe(_local.UnknownThreshold);

    [Fact]
    public void UnknownThreshold_SiloWithoutAModel_IsThatOfTheClusters() => Of(null).UnknownThreshold.ShouldBe(0.66f);

    private ClusterReader Of(ILocalReader? local) =>
        new(null!, _facts, TimeProvider.System, new InferenceChoice(new ToldSilos(null!, TimeProvider.System), TimeProvider.System), local);
}
