using CustomerService.Core.Desk;

namespace CustomerService.Core.Tests.Desk;

public sealed class DeskFileTests
{
    [Fact]
    public void Load_ShippedFile_HasWhatTheConsoleShows()
    {
        var setting = DeskBench.Shipped;

        setting.Skills.Select(s => s.Id).ShouldBe(["complaint", "aftersale", "presale", "general"]);
        setting.WrapUp.ShouldContain(w => w.Code == "solved");
        setting.Canned.ShouldNotBeEmpty();
        setting.Bonus["vip"].ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("assignment: quick\nskills: [{ id: a, name: b }]", "least_busy")]
    [InlineData("skills: []", "skills")]
    [InlineData("skills: [{ id: a, name: b }, { id: a, name: c }]", "twice")]
    [InlineData("skills: [{ id: a, name: b }]\nheartbeat_seconds: 1", "heartbeat_")]
    [InlineData("skills: [{ id: a, name: b }]\npriority: { rich: 60 }", "rich")]
    [InlineData("skills: [{ id: a, name: b }]\ncanned: [{ key: '', title: x, text: y }]", "canned")]
    [InlineData("skills: [{ id: a, name: b }]\nholidays: [{ date: 2027-02-30, name: x }]", "2027-02-30")]
    [InlineData("skills: [{ id: a, name: b }]\nholidays: [{ date: 2027-02-06 }]", "name")]
    [InlineData("skills: [{ id: a, name: b }]\nholidays: [{ date: 2027-02-06, name: x, start: \"9\", end: \"18:00\" }]", "09:00")]
    [InlineData("skills: [{ id: a, name: b }]\nholidays: [{ date: 2027-02-06, name: x, start: \"09:00\" }]", "start and end")]
    [InlineData("skils: []", "desk.yaml(1)")]
    [InlineData("skills: {", "desk.yaml(")]
    public void Load_SomethingWrong_SaysWhatToWrite(string yaml, string expected)
    {
        Should.Throw<FormatException>(() => DeskFile.Load(yaml)).Message.ShouldContain(expected);
    }
}
