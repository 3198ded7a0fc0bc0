using CsCheck;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Tests;

public sealed class CascadeTests : IDisposable
{
    private readonly FakeTextReader student = new("small");
    private readonly FakeTextReader teacher = new("large");
    private readonly CountedTexts counted = new();

    [Fact]
    public async Task Read_AnyTexts_UnsureOnesAreTheTeachersWithTheStudentsVectors() =>
        await Gen.Int[0, 100].Array[0, 30].SampleAsync(async hundredths =>
        {
            teacher.Texts.Clear();
            string[] texts = [.. hundredths.Select(h => FormattableString.Invariant($"{h / 100f}"))];
            var readings = await Of(stands: false).Read("t", texts, TestContext.Current.CancellationToken);
            readings.Select(r => r.Intents[0].Intent).ShouldBe(hundredths.Select(h => h < 70 ? "large" : "small"));
            readings.Select(r => r.By).ShouldBe(hundredths.Select(h => h < 70 ? ReadBy.Model : ReadBy.Student));
            readings.ShouldAllBe(r => r.Embedding.SequenceEqual(new float[] { "small".Length }));
            teacher.Texts.ShouldBe(texts.Where((_, i) => hundredths[i] < 70));
        }, iter: 100, threads: 1);

    [Fact]
    public async Task Read_TeacherFull_StudentsReadingStands()
    {
        teacher.IsFull = true;
        var readings = await Of(stands: true).Read("t", ["0.9", "0.1"], TestContext.Current.CancellationToken);
        readings.ShouldAllBe(r => r.By == ReadBy.Student);
        counted.Totals["language.overflow student"].ShouldBe(1);
        counted.Totals["language.cascade student"].ShouldBe(1);
        counted.Totals["language.cascade teacher"].ShouldBe(1);
    }

    [Fact]
    public async Task Read_TeacherFullAndRefusal_IsRefused()
    {
        teacher.IsFull = true;
        await Should.ThrowAsync<ReaderBusyException>(() => Of(stands: false).Read("t", ["0.1"], TestContext.Current.CancellationToken));
    }

    public void Dispose() => counted.Dispose();

    private Cascade Of(bool stands) => new(student, teacher, 0.7f, stands, counted.Metrics);
}
