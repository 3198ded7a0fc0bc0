using Orleans.Storage;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class GrainStateWriteTests : GrainStateTests
{
    [Fact]
    public async Task Read_NothingThere_GivesANewState()
    {
        var state = await Read();

        (state.ETag, state.RecordExists, state.State!.Value).ShouldBe((null, false, 0));
    }

    [Fact]
    public async Task Write_ThenReopen_IsReadWithItsETag()
    {
        var state = New(1);
        await Provider().WriteStateAsync("state", Id, state);
        state.State!.Value = 2;
        await Provider().WriteStateAsync("state", Id, state);
        Storage.Reopen();

        var read = await Read();

        (read.ETag, read.RecordExists, read.State!.Value).ShouldBe(("2", true, 2));
        (state.ETag, state.RecordExists).ShouldBe(("2", true));
        (await Read("other")).RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Write_WithoutETagWhereARowExists_FailsAndChangesNothing()
    {
        await Provider().WriteStateAsync("state", Id, New(1));
        var second = New(2);

        var conflict = await Should.ThrowAsync<InconsistentStateException>(
            () => Provider().WriteStateAsync("state", Id, second));

        (conflict.StoredEtag, conflict.CurrentEtag).ShouldBe(("1", null));
        conflict.Message.ShouldNotContain("anna");
        second.ETag.ShouldBeNull();
        (await Read()).State!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task Write_StaleETag_FailsAndChangesNothing()
    {
        await Provider().WriteStateAsync("state", Id, New(1));
        var stale = await Read();
        await Provider().WriteStateAsync("state", Id, await Read());

        stale.State!.Value = 9;
        var conflict = await Should.ThrowAsync<InconsistentStateException>(
            () => Provider().WriteStateAsync("state", Id, stale));

        (conflict.StoredEtag, conflict.CurrentEtag).ShouldBe(("2", "1"));
        (await Read()).State!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task Write_RowHasGone_Fails()
    {
        var state = New(1);
        state.ETag = "1";

        var conflict = await Should.ThrowAsync<InconsistentStateException>(
            () => Provider().WriteStateAsync("state", Id, state));
        conflict.StoredEtag.ShouldBeNull();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task Write_ETagOfAnotherStorage_Fails(string etag)
    {
        var state = New(1);
        state.ETag = etag;

        await Should.ThrowAsync<InconsistentStateException>(() => Provider().WriteStateAsync("state", Id, state));
        (await Read()).RecordExists.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_ManyWritersWithOneETag_ExactlyOneWins(bool first)
    {
        var provider = Provider();
        if (!first)
            await provider.WriteStateAsync("state", Id, New(-1));
        var etag = (await Read()).ETag;

        var wins = await Task.WhenAll(Enumerable.Range(0, 64).Select(value => Task.Run(async () =>
        {
            try
            {
                await provider.WriteStateAsync("state", Id, new GrainState<Counter>(new Counter { Value = value }, etag));
                return value;
            }
            catch (InconsistentStateException)
            {
                return -2;
            }
        })));

        var winner = wins.Where(value => value >= 0).ShouldHaveSingleItem();
        var read = await Read();
        (read.State!.Value, read.ETag).ShouldBe((winner, first ? "1" : "2"));
    }
}
