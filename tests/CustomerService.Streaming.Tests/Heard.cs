using System.Threading.Channels;
using CustomerService.Contracts.Conversations;
using NSubstitute;

namespace CustomerService.Streaming.Tests;

/// <summary>Conversations that note what they are told, and fail or wait where a test wants it.</summary>
internal sealed class Heard
{
    private readonly Channel<InboxEntry> _entries = Channel.CreateUnbounded<InboxEntry>();

    public Heard()
    {
        Grains = Substitute.For<IGrainFactory>();
        Grains.GetGrain<IConversationGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call =>
        {
            var grain = Substitute.For<IConversationGrain>();
            grain.Deliver(Arg.Any<InboxEntry>()).Returns(c => Note(c.Arg<InboxEntry>()));
            return grain;
        });
    }

    public IGrainFactory Grains { get; }

    /// <summary>What a conversation does with an entry.</summary>
    public Func<InboxEntry, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public async Task<InboxEntry[]> Next(int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var entries = new InboxEntry[count];
        for (var i = 0; i < count; i++)
            entries[i] = await _entries.Reader.ReadAsync(patience.Token);
        return entries;
    }

    public bool IsSilent => _entries.Reader.Count == 0;

    private async Task Note(InboxEntry entry)
    {
        _entries.Writer.TryWrite(entry);
        await Behaviour(entry);
    }
}
