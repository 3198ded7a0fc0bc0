using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Tests;

public sealed class OverflowTests : IDisposable
{
    private readonly FakeTextReader model = new("large") { IsFull = true };
    private readonly FakeTextReader student = new("small");
    private readonly CountedTexts counted = new();

    [Fact]
    public async Task Read_Room_IsTheModels()
    {
        model.IsFull = false;
        (await Read(new StudentInstead(student), Overflow.Student)).ShouldAllBe(r => r.By == ReadBy.Model && r.Embedding.Length == 1);
        counted.Totals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_FullAndRefuse_ThrowsAndCounts()
    {
        await Should.ThrowAsync<ReaderBusyException>(() => Read(null, Overflow.Refuse));
        counted.Totals.ShouldHaveSingleItem().ShouldBe(new("language.overflow refuse", 2));
    }

    [Fact]
    public async Task Read_FullAndStudent_IsMarkedAndHasNoVector()
    {
        var readings = await Read(new StudentInstead(student), Overflow.Student);
        readings.Select(r => r.Intents[0]).ShouldBe([new("small", 0.5f), new("small", 0.7f)]);
        readings.ShouldAllBe(r => r.By == ReadBy.Student && r.Embedding.Length == 0);
        counted.Totals.ShouldHaveSingleItem().ShouldBe(new("language.overflow student", 2));
    }

    [Fact]
    public async Task Read_StudentFullToo_ThrowsAndCountsAsRefused()
    {
        student.IsFull = true;
        await Should.ThrowAsync<ReaderBusyException>(() => Read(new StudentInstead(student), Overflow.Student));
        counted.Totals.ShouldHaveSingleItem().ShouldBe(new("language.overflow refuse", 2));
    }

    [Fact]
    public async Task Read_OtherFailure_IsTheCallers()
    {
        var broken = new Overflow(new Broken(), new StudentInstead(student), Overflow.Student, counted.Metrics);
        await Should.ThrowAsync<InvalidOperationException>(() => broken.Read("t", ["0.5"], TestContext.Current.CancellationToken));
        student.Texts.ShouldBeEmpty();
    }

    public void Dispose() => counted.Dispose();

    private Task<IReadOnlyList<Reading>> Read(ITextReader? instead, string outcome) =>
        new Overflow(model, instead, outcome, counted.Metrics).Read("t", ["0.5", "0.7"], TestContext.Current.CancellationToken);

    private sealed class Broken : ITextReader
    {
        public Task<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();
    }
}
