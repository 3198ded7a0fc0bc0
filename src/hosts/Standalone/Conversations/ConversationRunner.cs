using CustomerService.Contracts.Conversations;

namespace CustomerService.Standalone.Conversations;

/// <summary>The outcome of a written conversation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Faults">What went wrong, by step; empty when all was right.</param>
/// <param name="Transcript">What was said.</param>
public sealed record ConversationOutcome(string Name, IReadOnlyList<string> Faults, string Transcript);

/// <summary>Plays written conversations against a running host, by its public API.</summary>
/// <param name="http">Its base address is the host's.</param>
/// <param name="operatorKey">Opens the turns, which intents, slots and facts are checked by; null checks replies only.</param>
/// <param name="prove">Proves a member; null where no identity secret is known.</param>
public sealed class ConversationRunner(HttpClient http, string? operatorKey, Func<string, string>? prove)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Plays one conversation as a shopper nobody has seen before.</summary>
    public async Task<ConversationOutcome> Run(ConversationFile file, TimeProvider time, CancellationToken cancellation)
    {
        var faults = new List<string>();
        var transcript = new List<string>();
        var shopper = new ShopperClient(
            http, $"rehearsal-{Guid.NewGuid():N}", file.Page, file.Shopper, file.Shopper is { } id ? prove?.Invoke(id) : null, operatorKey);
        var seen = 0;
        var handedOver = false;
        for (var i = 0; i < file.Steps.Count; i++)
        {
            var step = file.Steps[i];
            using var patience = new CancellationTokenSource(Patience, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            try
            {
                var (replies, turns) = await Play(shopper, step, both.Token);
                transcript.AddRange(step.Shopper.Texts.Select(t => $"  shopper: {t}"));
                transcript.AddRange(replies.Select(r => $"  bot:     {r.Replace("\n", "\n           ", StringComparison.Ordinal)}"));
                var fresh = turns.Skip(seen).ToArray();
                seen = turns.Count;
                transcript.AddRange(fresh.Select(t => $"           [{string.Join(',', t.Intents)} {t.Confidence:0.00} | {string.Join(',', t.Facts)} | {string.Join(',', t.Slots.Select(s => $"{s.Key}={s.Value}"))}]"));
                handedOver |= fresh.Any(t => t.Handover is not null);
                var expect = operatorKey is not null ? step.Expect : new Expectation { Reply = step.Expect.Reply };
                faults.AddRange(StepCheck.Faults(expect, replies, fresh, handedOver).Select(f => $"step {i + 1} '{step.Shopper.Texts[0]}': {f}"));
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                faults.Add($"step {i + 1} '{step.Shopper.Texts[0]}': not answered within {Patience.TotalSeconds:0} s");
                break;
            }
        }
        return new ConversationOutcome(file.Name, faults, string.Join('\n', transcript));
    }

    private async Task<(IReadOnlyList<string> Replies, IReadOnlyList<TurnRecord> Turns)> Play(
        ShopperClient shopper, ConversationStep step, CancellationToken cancellation)
    {
        var number = 0L;
        foreach (var line in step.Shopper.Texts)
            number = await shopper.Send(line, cancellation);
        var events = await shopper.UntilAnswered(number, cancellation);
        var turns = operatorKey is not null ? await shopper.Turns(cancellation) : [];
        return ([.. events.Where(e => e.Kind == EventKinds.Reply).Select(Shown)], turns);
    }

    // What a shopper reads: the text, the cards and the buttons.
    private static string Shown(ConversationEvent reply) => string.Join(' ',
        [reply.Text, .. (reply.Cards ?? []).Select(c => $"〔{c.Title} {c.Subtitle} {c.Price}〕"), .. (reply.QuickReplies ?? []).Select(q => $"[{q}]")]);
}
