namespace CustomerService.Core.Slots;

/// <summary>A possible mention; without a slot it only keeps others out (手机号 is no 手机).</summary>
internal readonly record struct SlotCandidate(string? Slot, string Value, int Start, int End)
{
    /// <summary>Lower wins where two claim the same span.</summary>
    public int Rank { get; init; }

    public int Length => End - Start;

    public static SlotCandidate Block(int start, int end) => new(null, "", start, end) { Rank = 1 };
}
