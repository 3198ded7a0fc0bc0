using CustomerService.Core.Dialogue.Flows;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class FlowLoaderTests
{
    private static readonly FlowLoader Loader = new(Talk.Providers(new TalkShop()).Select(p => p.Kind));

    [Fact]
    public void Load_ShippedFlows_CoverEveryIntent()
    {
        var book = Loader.Load(Talk.FlowFiles());
        Understanding.Intents.All.ShouldAllBe(i => book.ByIntent.ContainsKey(i));
    }

    [Theory]
    [InlineData("intents: [stok]", 2, "'stok' is no intent")]
    [InlineData("intents: [stock]", 2, "starts the flow 'stock' already")]
    [InlineData("facts: [weather]", 2, "'weather' is no kind of fact")]
    [InlineData("facts: [cancel_order]", 2, "waits for a yes")]
    [InlineData("fact: [stock]", 2, "'fact' is not known here")]
    [InlineData("answers:\n  maybe: x", 3, "'maybe' is no outcome")]
    [InlineData("otherwise: '{preis}'", 2, "'{preis}' has no value here")]
    [InlineData("otherwise: '{price'", 2, "is not closed")]
    [InlineData("otherwise: {say: x, handover: bored}", 2, "'bored' cannot stand in 'handover'")]
    [InlineData("otherwise: {ask: [colour]}", 2, "needs 'say:'")]
    [InlineData("slots:\n  phone: {ask: x, pattern: '['}", 3, "is not a regular expression")]
    [InlineData("slots:\n  phone: {pattern: '[0-9]+'}", 3, "needs 'ask:'")]
    [InlineData("aside: maybe", 2, "must be true or false")]
    [InlineData("decides: ['(']", 2, "is not a regular expression")]
    [InlineData("goes_on: ['a(?=b)']", 2, "is not a regular expression")]
    [InlineData("otherwise: {say: x, settles: maybe}", 2, "must be true or false")]
    [InlineData("otherwise: [", 2, "This is not YAML")]
    public void Load_OneMistake_NamesFileLineAndFix(string body, int line, string expected)
    {
        var problems = Should.Throw<FlowException>(() => Loader.Load([.. Talk.FlowFiles(), ("mine.yaml", "flow: mine\n" + body)])).Problems;
        problems.ShouldContain(p => p.File == "mine.yaml" && p.Message.Contains(expected, StringComparison.Ordinal));
        problems.First(p => p.Message.Contains(expected, StringComparison.Ordinal)).Line.ShouldBeInRange(line, line + 1);
    }

    [Fact]
    public void Load_EmptyListOfPatterns_MatchesNothing()
    {
        var book = Loader.Load([.. Talk.FlowFiles(), ("mine.yaml", "flow: mine\ngoes_on: []\notherwise: x")]);
        book.Flows["mine"].GoesOn!.IsMatch("什么都行").ShouldBeFalse();
        book.Flows["mine"].GoesOn!.IsMatch("").ShouldBeFalse();
    }

    [Fact]
    public void Load_OutcomeWithoutAnswer_IsRefused()
    {
        var files = Talk.FlowFiles().Select(f => f.File == "stock.yaml" ? (f.File, f.Text.Replace("  sold_out:", "  few:", StringComparison.Ordinal)) : f);
        Should.Throw<FlowException>(() => Loader.Load(files));
    }

    [Fact]
    public void Load_CommonAnswerMissing_IsRefused()
    {
        var files = Talk.FlowFiles().Select(f => f.File == "common.yaml" ? (f.File, f.Text.Replace("  give_up:", "  gave_up:", StringComparison.Ordinal)) : f);
        Should.Throw<FlowException>(() => Loader.Load(files)).Problems.ShouldContain(p => p.Message.Contains("'give_up' is missing", StringComparison.Ordinal));
    }
}
