using System.Reflection;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Tests;

public sealed class ProblemTests
{
    public static TheoryData<string> Codes { get; } =
        [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Word_EveryCode_HasWordsInBothLanguages(string code)
    {
        var chinese = ProblemTexts.Word(new(code, "user", "7"), Languages.Chinese);
        var english = ProblemTexts.Word(new(code, "user", "7"), Languages.English);

        chinese.Status.ShouldBeInRange(400, 599);
        foreach (var (zh, en) in new[] { (chinese.Title, english.Title), (chinese.Detail, english.Detail), (chinese.Fix, english.Fix) })
        {
            zh.ShouldContain(c => c >= '一' && c <= '鿿');
            en.ShouldNotContain(c => c >= '一' && c <= '鿿');
            (zh + en).ShouldNotContain("{");
        }
    }

    [Fact]
    public void Catalogue_Problems_AreTheCodes() =>
        ProblemTexts.Catalogue.Problems.Keys.Order().ShouldBe(Codes.Select(row => row.Data).Order());

    [Fact]
    public void Word_ValueThatIsAWord_IsTranslated() =>
        ProblemTexts.Word(Problem.Invalid("after", "whole_number"), Languages.English).Fix
            .ShouldBe("after must be a whole number from 0 up.");
}
