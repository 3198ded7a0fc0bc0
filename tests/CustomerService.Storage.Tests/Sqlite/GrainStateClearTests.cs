using Orleans.Storage;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class GrainStateClearTests : GrainStateTests
{
    [Fact]
    public async Task Clear_Default_KeepsTheVersionAsAFence()
    {
        var zombie = New(1);
        await Provider().WriteStateAsync("state", Id, zombie);
        var state = await Read();
        await Provider().ClearStateAsync("state", Id, state);

        (state.ETag, state.RecordExists, state.State!.Value).ShouldBe(("2", false, 0));
        await Should.ThrowAsync<InconsistentStateException>(() => Provider().WriteStateAsync("state", Id, zombie));
        await Should.ThrowAsync<InconsistentStateException>(() => Provider().WriteStateAsync("state", Id, New(5)));
        var read = await Read();
        (read.ETag, read.RecordExists, read.State!.Value).ShouldBe(("2", false, 0));
        read.State!.Value = 7;
        await Provider().WriteStateAsync("state", Id, read);
        (await Read()).State!.Value.ShouldBe(7);
    }

    [Fact]
    public async Task Clear_DeleteStateOnClear_RemovesTheRow()
    {
        var provider = Provider(delete: true);
        await provider.WriteStateAsync("state", Id, New(1));
        var state = await Read();
        await provider.ClearStateAsync("state", Id, state);

        (state.ETag, state.RecordExists).ShouldBe((null, false));
        await provider.WriteStateAsync("state", Id, New(2));
        (await Read()).ETag.ShouldBe("1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clear_StaleETag_FailsAndKeepsTheState(bool delete)
    {
        await Provider().WriteStateAsync("state", Id, New(1));
        var stale = await Read();
        await Provider().WriteStateAsync("state", Id, await Read());

        await Should.ThrowAsync<InconsistentStateException>(() => Provider(delete).ClearStateAsync("state", Id, stale));
        (await Read()).RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Clear_NeverRead_ClearsWhatIsThere()
    {
        await Provider().ClearStateAsync("state", Id, New(0));
        await Provider().WriteStateAsync("state", Id, New(1));

        await Provider().ClearStateAsync("state", Id, New(0));

        (await Read()).RecordExists.ShouldBeFalse();
    }
}
