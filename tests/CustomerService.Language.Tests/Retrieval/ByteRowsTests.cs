using System.Numerics.Tensors;
using CustomerService.Language.Retrieval;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class ByteRowsTests
{
    [Theory]
    [InlineData(0, 512)]
    [InlineData(3, 19)]
    [InlineData(5000, 40)]
    public void Dots_AnyNumberOfRows_AreThoseOfEachRowWithinTheError(int count, int size)
    {
        var random = new Random(1);
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Vector(random, size))];
        var asked = Vector(random, size);
        var dots = new float[count + 1];
        var error = new ByteRows(count, size, (i, row) => rows[i].CopyTo(row)).Dots(asked, dots);
        dots[count].ShouldBe(0, "memory that is used again is longer");
        for (var i = 0; i < count; i++)
            Math.Abs(dots[i] - TensorPrimitives.Dot<float>(rows[i], asked)).ShouldBeLessThanOrEqualTo(error);
    }

    [Fact]
    public void Dots_ValuesAtTheEndsOfAByte_DoNotOverflow()
    {
        // All values alike: each is the greatest, so each product is as great as it can be.
        var row = Enumerable.Repeat(1 / MathF.Sqrt(512), 512).ToArray();
        var rows = new ByteRows(2, 512, (i, to) => TensorPrimitives.Multiply(row, i == 0 ? 1 : -1, to));
        var dots = new float[2];
        rows.Dots(row, dots);
        dots[0].ShouldBe(1, 1e-3f);
        dots[1].ShouldBe(-1, 1e-3f);
    }

    [Fact]
    public void Dots_NoVector_IsZero()
    {
        float[] dots = [1];
        new ByteRows(1, 4, (_, _) => { }).Dots([0, 0, 0, 0], dots);
        dots.ShouldBe([0]);
    }

    internal static float[] Vector(Random random, int size)
    {
        float[] vector = [.. Enumerable.Range(0, size).Select(_ => random.NextSingle() - 0.5f)];
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
