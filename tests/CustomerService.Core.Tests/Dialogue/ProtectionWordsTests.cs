using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class ProtectionWordsTests
{
    private const string Whole =
        "{ about: [价保], own: [我买], rules: [多久], elsewhere: [别家], price: [几块], rule: [规矩], cheaper: [降了], back: [退], apply: [帮我] }";

    [Fact]
    public void LoadShipped_IsRight() => ProtectionWords.LoadShipped().AskTheRule(Said("你们有价保吗")).ShouldBeTrue();

    [Fact]
    public void Ask_WordsOfTheFile_AreThoseThatCount()
    {
        var words = ProtectionWords.Load(Whole);

        words.Ask(Said("我买的可以价保吗"), goesOn: false).ShouldBeTrue();
        words.Ask(Said("我买的可以补差吗"), goesOn: false).ShouldBeFalse("another file's word");
        words.AskTheRule(Said("降了能退吗")).ShouldBeTrue();
        words.Apply(Said("帮我看看")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("about: [价保]", "about: []", "'about' needs one word at least")]
    [InlineData("own: [我买]", "own: ", "'own' needs one word at least")]
    [InlineData("apply: [帮我]", "apply: ['']", "'apply' needs one word at least, and none that is empty")]
    [InlineData("rules: [多久], ", "", "'rules' needs one word at least")]
    [InlineData("rule: [规矩]", "ruel: [规矩]", "protection.yaml(1)")]
    public void Load_Mistake_IsRefusedWithWhatToWrite(string right, string wrong, string said) =>
        Should.Throw<DeclaredFileException>(() => ProtectionWords.Load(Whole.Replace(right, wrong, StringComparison.Ordinal))).Message.ShouldContain(said);

    private static Segment Said(string text) => new(text, [], [], default);
}
