using System.Numerics.Tensors;
using CustomerService.Language.Retrieval;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class VectorRowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5000)]
    public void Dots_AnyNumberOfRows_AreThoseOfEachRow(int count)
    {
        var random = new Random(1);
        float[] Vector() => [.. Enumerable.Range(0, 19).Select(_ => random.NextSingle() - 0.5f)];
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Vector())];
        var asked = Vector();
        new VectorRows(rows).Dots(asked).ShouldBe(rows.Select(r => TensorPrimitives.Dot<float>(r, asked)), 1e-5);
    }
}
