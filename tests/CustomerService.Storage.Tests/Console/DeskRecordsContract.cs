using CustomerService.Core.Desk;
using CustomerService.Storage.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Console;

/// <summary>The desks' records and figures, whatever the database.</summary>
public abstract class DeskRecordsContract : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 8, 0, 0, TimeSpan.Zero);

    private ITestStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDeskRecords Records => _storage.Services.GetRequiredService<IDeskRecords>();

    public async ValueTask InitializeAsync() => _storage = await Open();

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Figures_ByAgent_CountRoundsInTimeServicesAndRatings()
    {
        await Records.Keep(
            "default",
            [
                Round("1", "amy", 20, true), Round("2", "amy", 180), Round("3", "amy", 181), Round("4", "amy", null), Round("5", "bob", 60, true),
                Record("6", DeskRecordKinds.End, "amy") with { Code = "solved" }, Record("7", DeskRecordKinds.End, null) with { Code = "left" },
                Record("8", DeskRecordKinds.Rating, "amy") with { Rating = 5 }, Record("9", DeskRecordKinds.Rating, "amy") with { Rating = 2 },
            ],
            Token);

        var figures = await Records.Figures("default", FigureGroup.Agent, At, At.AddDays(1), Token);

        figures.ShouldBe([new("amy", 4, 2, 20, 1, 2, 3.5), new("bob", 1, 1, 60, 0, 0, null)]);
        figures[0].ThreeMinuteRate.ShouldBe(0.5);
        (await Records.Figures("default", FigureGroup.Desk, At, At.AddDays(1), Token)).ShouldHaveSingleItem().Services.ShouldBe(2);
        (await Records.Figures("default", FigureGroup.Skill, At, At.AddDays(1), Token)).ShouldHaveSingleItem().Key.ShouldBe("general");
    }

    [Fact]
    public async Task Keep_SameRecordAgain_CountsOnce()
    {
        await Records.Keep("default", [Round("1", "amy", 20, true)], Token);
        await Records.Keep("default", [Round("1", "amy", 20, true)], Token);

        (await Records.Figures("default", FigureGroup.Desk, At, At.AddDays(1), Token)).ShouldHaveSingleItem().Rounds.ShouldBe(1);
    }

    [Fact]
    public async Task Figures_OtherTenantsAndTimes_AreLeftOut()
    {
        await Records.Keep("other", [Round("1", "amy", 20)], Token);
        await Records.Keep("default", [Round("2", "amy", 20) with { At = At.AddDays(1) }, Round("3", "amy", 20) with { At = At.AddTicks(-1) }], Token);

        (await Records.Figures("default", FigureGroup.Desk, At, At.AddDays(1), Token)).ShouldBeEmpty();
    }

    private protected abstract Task<ITestStorage> Open();

    private static DeskRecord Round(string id, string agent, int? seconds, bool first = false) => Record(id, DeskRecordKinds.Round, agent) with
    {
        AskedAt = At, AnsweredAt = seconds is { } s ? At.AddSeconds(s) : null, IsFirst = first,
    };

    private static DeskRecord Record(string id, string kind, string? agent) =>
        new(id, kind, At, "ticket", "default.web.anna", "general") { Agent = agent };
}
