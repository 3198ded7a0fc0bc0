using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace CustomerService.Storage.Tests.Sqlite;

/// <summary>Tests of the state of one grain.</summary>
public abstract class GrainStateTests : IDisposable
{
    protected static readonly GrainId Id = GrainId.Create("conversation", "shop.web.anna");

    internal TemporaryStorage Storage { get; } = new();

    public void Dispose()
    {
        Storage.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static GrainState<Counter> New(int value) => new(new Counter { Value = value });

    protected async Task<GrainState<Counter>> Read(string name = "state")
    {
        var state = New(99);
        await Provider().ReadStateAsync(name, Id, state);
        return state;
    }

    protected SqliteGrainStorage Provider(bool delete = false) => new(
        Storage.Database,
        new SqliteGrainStorageOptions
        {
            GrainStorageSerializer = new OrleansGrainStorageSerializer(
                Storage.Services.GetRequiredService<Serializer>()),
            DeleteStateOnClear = delete,
        },
        Storage.Services.GetRequiredService<IActivatorProvider>());
}

/// <summary>A state of the tests.</summary>
[GenerateSerializer, Alias("CustomerService.Storage.Tests.Counter")]
public sealed class Counter
{
    /// <summary>Anything.</summary>
    [Id(0)]
    public int Value { get; set; }
}
