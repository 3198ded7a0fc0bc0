using System.ComponentModel.DataAnnotations;
using CustomerService.Core.Settings;

namespace CustomerService.Core.Tests.Settings;

public sealed class SettingRangesTests
{
    [Fact]
    public void Faults_WithinAndAtTheLimits_AreNone()
    {
        Faults(_ => { }).ShouldBeEmpty();
        Faults(s => (s.Tries, s.Held.Share, s.Held.Wait) = (9, 0, TimeSpan.FromSeconds(5))).ShouldBeEmpty();
    }

    [Fact]
    public void Faults_OutOfRange_NameKeyValueAndFix()
    {
        Faults(s => s.Tries = 0).ShouldBe(["A:Tries is 0: set it from 1 to 9."]);
        Faults(s => s.Told = 4).ShouldBe(["A:Told is 4: set it to 0 (none) to 3."]);
        Faults(s => s.Held.Share = 1).ShouldBe(["A:Held:Share is 1: set it from 0, below 1."]);
        Faults(s => s.Held.Share = float.NaN).ShouldHaveSingleItem().ShouldStartWith("A:Held:Share is NaN");
        Faults(s => s.Held.Wait = TimeSpan.Zero).ShouldBe(["A:Held:Wait is 00:00:00: set it over 00:00:00, up to 00:00:05."]);
    }

    [Fact]
    public void Faults_NoSection_AreOfTheKeyAlone() =>
        SettingRanges.Faults("", new Some { Tries = 10 }).ShouldBe(["Tries is 10: set it from 1 to 9."]);

    private static IEnumerable<string> Faults(Action<Some> change)
    {
        var some = new Some();
        change(some);
        return SettingRanges.Faults("A", some);
    }

    private sealed class Some
    {
        [Range(1, 9)]
        public int Tries { get; set; } = 1;

        [Range(0, 3, ErrorMessage = "set it to {1} (none) to {2}")]
        public int? Told { get; set; }

        public string Text { get; } = "";

        public Inner Held { get; } = new();
    }

    private sealed class Inner
    {
        [Range(0d, 1d, MaximumIsExclusive = true)]
        public float Share { get; set; }

        [Range(typeof(TimeSpan), "00:00:00", "00:00:05", MinimumIsExclusive = true)]
        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(1);
    }
}
