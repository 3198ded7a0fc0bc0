using CsCheck;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Tests.Conversations;

/// <summary>The inbox does what a list in memory would do, whatever the order of calls.</summary>
public abstract class InboxModelContract
{
    private static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ConversationId> Conversation =
        Gen.Int[0, 2].Select(i => new ConversationId("shop", "web", $"shopper{i}"));

    // Minutes after the start; clocks of gateways differ, so arrival is not the order of numbers.
    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 20].Select(i => Start.AddMinutes(i));

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (6, Gen.Select(Conversation, Gen.Int[0, 9], Moment, (c, id, at) => (Step)new Append(c, $"m{id}", at))),
        (3, Gen.Select(Conversation, Gen.Long[1, 6].List[0, 3], (c, numbers) => (Step)new Finish(c, numbers))),
        (1, Moment.Select(before => (Step)new Clean(before))));

    [Fact]
    public async Task Inbox_AnySteps_AgreesWithTheModel()
    {
        await using var storage = await Open();
        await Gen.Select(Steps.List[1, 30], Gen.Int[0, 4]).SampleAsync(
            async sample =>
            {
                var (steps, limit) = sample;
                await storage.Execute(Empty);
                var model = new Model();
                foreach (var step in steps)
                    await step.Run(storage, model);
                await Compare(storage.Inbox, model, limit);
            },
            iter: Samples,
            threads: 1);
    }

    private protected abstract Task<ITestStorage> Open();

    /// <summary>The statement that forgets all.</summary>
    private protected abstract string Empty { get; }

    private protected abstract int Samples { get; }

    private static async Task Compare(IInbox inbox, Model model, int limit)
    {
        for (var i = 0; i <= 2; i++)
        {
            var conversation = $"shop.web.shopper{i}";
            (await inbox.Exists(conversation)).ShouldBe(model.Of(conversation).Any());
            var read = await inbox.Read(conversation, limit, limit);
            read.Select(e => (e.Number, e.MessageId)).ShouldBe(
                model.Of(conversation).Where(r => r.Number > limit).Take(limit).Select(r => (r.Number, r.Id)));
        }

        (await inbox.Backlog()).ShouldBe(model.Backlog());
    }

    private sealed record Row(string Conversation, long Number, string Id, DateTimeOffset At)
    {
        public DateTimeOffset? Finished { get; set; }
    }

    private sealed class Model
    {
        public List<Row> Rows { get; } = [];

        public IEnumerable<Row> Of(string conversation) =>
            Rows.Where(r => r.Conversation == conversation).OrderBy(r => r.Number);

        public InboxBacklog Backlog()
        {
            var open = Rows.Where(r => r.Finished is null).ToList();
            return new InboxBacklog(open.Count, open.Count == 0 ? null : open.Min(r => r.At));
        }
    }

    private abstract record Step
    {
        public abstract Task Run(ITestStorage storage, Model model);
    }

    private sealed record Append(ConversationId Conversation, string Id, DateTimeOffset At) : Step
    {
        public override async Task Run(ITestStorage storage, Model model)
        {
            var accepted = await storage.Inbox.Append(
                new InboxMessage(Conversation, Id, InboxKind.Message, "text", At));
            var name = Conversation.ToString();
            var first = model.Of(name).SingleOrDefault(r => r.Id == Id);
            var expected = first ?? new Row(name, (model.Of(name).LastOrDefault()?.Number ?? 0) + 1, Id, At);
            if (first is null)
                model.Rows.Add(expected);
            (accepted.Duplicate, accepted.Entry.Number, accepted.Entry.ReceivedAt)
                .ShouldBe((first is not null, expected.Number, expected.At));
        }
    }

    private sealed record Finish(ConversationId Conversation, List<long> Numbers) : Step
    {
        public override async Task Run(ITestStorage storage, Model model)
        {
            storage.Time.Advance(TimeSpan.FromMinutes(1));
            await storage.Inbox.Finish(Conversation.ToString(), Numbers);
            foreach (var row in model.Of(Conversation.ToString()).Where(r => Numbers.Contains(r.Number)))
                row.Finished ??= storage.Time.GetUtcNow();
        }
    }

    /// <summary>Forgets what was finished more than some minutes ago.</summary>
    private sealed record Clean(DateTimeOffset Before) : Step
    {
        public override async Task Run(ITestStorage storage, Model model)
        {
            var before = storage.Time.GetUtcNow() - (Before - Start);
            var old = model.Rows
                .Where(r => r.Finished < before && model.Of(r.Conversation).Any(n => n.Number > r.Number)).ToList();
            model.Rows.RemoveAll(old.Contains);
            (await storage.Cleanup(before)).ShouldBe(old.Count);
        }
    }
}
