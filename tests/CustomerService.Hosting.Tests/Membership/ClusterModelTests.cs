using CustomerService.Core.Understanding;
using CustomerService.Hosting.Membership;
using CustomerService.Storage;
using CustomerService.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Hosting.Tests.Membership;

/// <summary>The record of a cluster's model, on a PostgreSQL of its own.</summary>
public sealed class ClusterModelTests(ClusterDatabase database) : IClassFixture<ClusterDatabase>, IAsyncLifetime
{
    private static readonly ModelFacts Old = new("old", new string('a', 64), 0.5f);
    private static readonly ModelFacts New = new("new", new string('b', 64), 0.5f);
    private static readonly ModelFacts Third = new("third", new string('c', 64), 0.5f);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-20T08:00:00Z", null));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresDatabase Database => database.Database;

    private ClusterModel Model => new(
        Database, Options.Create(new ClusterOptions()), _time, NullLogger<ClusterModel>.Instance);

    public async ValueTask InitializeAsync()
    {
        await Database.Execute("DELETE FROM cluster_model; DELETE FROM cluster_member; DELETE FROM cluster_version", Cancellation);
        await Database.Execute("INSERT INTO cluster_version (cluster) VALUES ('customer-service')", Cancellation);
        await Database.Execute(
            "INSERT INTO cluster_member VALUES ('customer-service', '127.0.0.1', 1, 1, 'silo', 'host', 3, 2, NULL, $1, $1)",
            Cancellation, _time.GetUtcNow().UtcDateTime);
        await Model.Check(Old, Cancellation);
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Check_OtherModelBesideALivingMember_IsRefusedAndNamesBoth()
    {
        var refused = await Refused(New);
        refused.ShouldContain("is new (bbbbbbbbbbbb), but the running cluster has old (aaaaaaaaaaaa): set Language:ModelFolder");
    }

    [Fact]
    public async Task Check_WhileTheClusterGoesOver_TakesEitherAndNoThird()
    {
        await Write(New, isInUse: false);

        await Model.Check(Old, Cancellation);
        await Model.Check(New, Cancellation);
        (await Refused(Third)).ShouldContain("has old (aaaaaaaaaaaa) and goes over to new (bbbbbbbbbbbb): set");
    }

    [Fact]
    public async Task Check_AfterTheExchange_TakesTheNewOneAlone()
    {
        await Write(New, isInUse: false);
        await Write(New, isInUse: true);

        await Model.Check(New, Cancellation);
        (await Refused(Old)).ShouldContain("has new (bbbbbbbbbbbb): set");
    }

    // The second silo of two: the first one's exchange is written already.
    [Fact]
    public async Task Check_SecondSiloFailsItsExchange_TheNewModelStays()
    {
        await Write(New, isInUse: true);
        await Write(New, isInUse: false);

        await Model.Check(New, Cancellation);
        await Refused(Old);
    }

    [Fact]
    public async Task Check_FilesPutBackAfterAFailedExchange_TakesTheOldOneAlone()
    {
        await Write(New, isInUse: false);
        await Write(Old, isInUse: false);
        await Write(Old, isInUse: true);

        await Model.Check(Old, Cancellation);
        await Refused(New);
    }

    [Fact]
    public async Task Write_StepOfBeforeThatComesLate_ChangesNothing()
    {
        var late = new ModelStep(New, IsInUse: true, _time.GetUtcNow());
        await Write(Third, isInUse: true);

        await Model.Write(late, Cancellation);
        await Model.Write(late with { IsInUse = false }, Cancellation);

        await Model.Check(Third, Cancellation);
        await Refused(New);
    }

    // Its exchange came before another silo began the same one, and could be written only now.
    [Fact]
    public async Task Write_LateButOfTheModelThatTheClusterGoesOverTo_IsWritten()
    {
        var late = new ModelStep(New, IsInUse: true, _time.GetUtcNow());
        await Write(New, isInUse: false);

        await Model.Write(late, Cancellation);

        await Refused(Old);
    }

    [Fact]
    public async Task Check_AllSilosSilent_TakesAnyAndForgetsTheExchange()
    {
        await Write(New, isInUse: false);
        _time.Advance(TimeSpan.FromMinutes(5));

        await Model.Check(Third, Cancellation);

        await Database.Execute("UPDATE cluster_member SET alive_at = $1", Cancellation, _time.GetUtcNow().UtcDateTime);
        await Refused(New);
        await Refused(Old);
    }

    [Fact]
    public async Task Write_DatabaseAwayAndBack_FailsInASentenceAndThenIsWritten()
    {
        await database.Server.Kill(Cancellation);
        (await Should.ThrowAsync<StorageUnavailableException>(() => Write(New, isInUse: true))).Message.ShouldStartWith("The database");
        await database.Server.Start(Cancellation);

        await Write(New, isInUse: true);

        await Model.Check(New, Cancellation);
    }

    private Task Write(ModelFacts model, bool isInUse)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return Model.Write(new(model, isInUse, _time.GetUtcNow()), Cancellation).AsTask();
    }

    private async Task<string> Refused(ModelFacts model) =>
        (await Should.ThrowAsync<ClusterMismatchException>(() => Model.Check(model, Cancellation))).Message;
}
