using System.Net;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Grains.Placement;
using CustomerService.Grains.Understanding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.TestingHost;

namespace CustomerService.Cluster.Tests.Placement;

/// <summary>A silo for conversations and two for the model, in one process.</summary>
public sealed class InferenceSpreadTests : IAsyncLifetime
{
    private const int Reads = 60;
    private const int AtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ModelsSeen _seen = new(TimeProvider.System);
    private readonly CountingReader[] _readers = [new(), new(), new()];
    private readonly InProcessTestCluster _cluster;
    private int _configured = -1;

    public InferenceSpreadTests()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => Configure(silo, Interlocked.Increment(ref _configured)));
        _cluster = builder.Build();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClusterReader Reader => Conversations.GetRequiredService<ClusterReader>();

    /// <summary>The silo for conversations.</summary>
    private IServiceProvider Conversations => _cluster.Silos.Select(s => _cluster.GetSiloServiceProvider(s.SiloAddress))
        .Single(s => ReferenceEquals(s.GetRequiredService<ILocalReader>(), _readers[0]));

    public async ValueTask InitializeAsync()
    {
        await _cluster.DeployAsync();
        // One after the other: the first one is that for conversations.
        await _cluster.StartAdditionalSiloAsync();
        await _cluster.StartAdditionalSiloAsync();
        var members = Conversations.GetRequiredService<IClusterMembershipService>();
        await foreach (var snapshot in members.MembershipUpdates.WithCancellation(Cancellation))
        {
            if (snapshot.Members.Values.Count(m => m.Status == SiloStatus.Active) == _readers.Length)
                break;
        }
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Read_TwoSilosAtTheirEase_ShareTheReads()
    {
        for (var i = 0; i < Reads; i++)
            await Reader.Read(["有货吗"], Cancellation);

        _readers[0].Reads.ShouldBe(0);
        // Nearly: one that has just come may refuse its first calls, and is left alone for a moment.
        _readers[1].Reads.ShouldBeInRange((Reads / 2) - 10, (Reads / 2) + 10);
        (_readers[1].Reads + _readers[2].Reads).ShouldBe(Reads);
    }

    [Fact]
    public async Task Read_ByAnotherSilo_TellsWhichModelEmbedsAndWhatItsScoresMean()
    {
        _seen.Latest.ShouldBeNull();
        await Reader.Read(["有货吗"], Cancellation);
        _seen.Latest.ShouldBe((CountingReader.Model, new FaqScale(0.7f, 0.4f)));
    }

    [Fact]
    public async Task Call_UnderOneKey_GoesToOneSiloAlone()
    {
        var worker = Conversations.GetRequiredService<IGrainFactory>().GetGrain<IInferenceGrain>(OnSilo.Any);
        for (var i = 0; i < Reads; i++)
            await worker.ReadFor("", new(["有货吗"]));

        // Why there is a key for each: where Orleans spreads them itself one day, that can go.
        _readers.Select(r => r.Reads).Order().ShouldBe([0, 0, Reads]);
    }

    [Fact]
    public async Task Read_OneSiloDoesNotAnswer_GetsFewAndTheOtherTheRest()
    {
        var gate = new TaskCompletionSource();
        _readers[1].Before = () => gate.Task;
        var left = Reads;
        var workers = Enumerable.Range(0, AtOnce).Select(_ => Work()).ToArray();

        // The first that finds nothing left to do; those whose read is stuck are still waiting then.
        try
        {
            await await Task.WhenAny(workers).WaitAsync(Patience, Cancellation);
        }
        finally
        {
            gate.SetResult();
        }
        await Task.WhenAll(workers).WaitAsync(Patience, Cancellation);

        _readers[1].Reads.ShouldBeInRange(1, AtOnce);
        _readers.Sum(r => r.Reads).ShouldBe(Reads);

        async Task Work()
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await Reader.Read(["有货吗"], Cancellation);
        }
    }

    [Fact]
    public async Task Read_ThroughAGateway_SharesTheReads()
    {
        var gateway = Gateway();
        for (var i = 0; i < Reads; i++)
            await gateway.Read(["有货吗"], Cancellation);

        _readers[0].Reads.ShouldBe(0);
        _readers[1].Reads.ShouldBeInRange((Reads / 2) - 10, (Reads / 2) + 10);
        (_readers[1].Reads + _readers[2].Reads).ShouldBe(Reads);
    }

    [Fact]
    public async Task Read_FullRequestThroughAGateway_IsReadByAllAtOnceInItsOrder()
    {
        var both = new TaskCompletionSource();
        var left = 2;
        foreach (var reader in _readers)
        {
            // Neither goes on before the other has been asked.
            reader.Before = () =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                    both.SetResult();
                return both.Task;
            };
        }
        string[] texts = [.. Enumerable.Range(0, 256).Select(i => $"{i}")];

        var readings = await Gateway().Read(texts, Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        readings.Select(r => r.Intents[0].Intent).ShouldBe(texts);
        _readers.Select(r => r.Reads).ShouldBe([0, 2, 2]);
    }

    [Fact]
    public async Task Read_ThroughAGatewayAfterASiloIsGone_IsReadByTheOther()
    {
        var gateway = Gateway();
        await gateway.Read(["有货吗"], Cancellation);
        await _cluster.StopSiloAsync(_cluster.Silos.Single(s => ReferenceEquals(_cluster.GetSiloServiceProvider(s.SiloAddress).GetRequiredService<ILocalReader>(), _readers[1])), Cancellation);
        var before = _readers[2].Reads;
        for (var i = 0; i < 4; i++)
            await gateway.Read(["有货吗"], Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        (_readers[2].Reads - before).ShouldBe(4);
    }

    /// <summary>A reader of a process that is no silo.</summary>
    private ClusterReader Gateway() => new(
        _cluster.Client, new ModelFacts("none", "", 0.5f), TimeProvider.System,
        new InferenceChoice(new ToldSilos(_cluster.Client, TimeProvider.System), new FakeTimeProvider()), null);

    private void Configure(ISiloBuilder silo, int number)
    {
        var role = number == 0 ? SiloRoles.Conversation : SiloRoles.Inference;
        silo.Services.PostConfigure<SiloOptions>(o => o.SiloName = SiloRoles.NameOf(role, IPAddress.Loopback, number + 1));
        silo.Services
            .AddPlacementFilter<RolePlacement, RolePlacementDirector>(ServiceLifetime.Transient)
            .AddSingleton<ILocalReader>(_readers[number])
            .AddSingleton(s => new InferenceChoice(
                new MemberSilos(s.GetRequiredService<IClusterMembershipService>(), s.GetRequiredService<ILocalSiloDetails>()), new FakeTimeProvider()))
            .AddSingleton(s => new ClusterReader(
                s.GetRequiredService<IGrainFactory>(), new ModelFacts("none", "", 0.5f), TimeProvider.System, s.GetRequiredService<InferenceChoice>(), null, _seen));
    }

    private sealed class CountingReader : ILocalReader
    {
        private int _reads;

        public const string Model = "two";

        public Func<Task>? Before { get; set; }

        public int Reads => Volatile.Read(ref _reads);

        public float UnknownThreshold => 0.5f;

        public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) => Read("", texts, cancellationToken);

        public async ValueTask<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            if (Before is { } before)
                await before();
            return [.. texts.Select(t => new Reading([new IntentScore(t, 1)], 0, 1, []) { EmbeddedBy = Model, Faq = new FaqScale(0.7f, 0.4f) })];
        }
    }
}
