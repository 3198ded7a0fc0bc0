using System.CommandLine;
using System.Globalization;
using CustomerService.Core.Desk;
using CustomerService.DeskSimulation;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var seed = new Option<int>("--seed") { Description = "The same seed gives the same day.", DefaultValueFactory = _ => 1111 };
var services = new Option<int>("--services") { Description = "Hand-overs of the day.", DefaultValueFactory = _ => 20_000 };
var agents = new Option<int>("--agents") { Description = "Agents, all day.", DefaultValueFactory = _ => 200 };
var root = new RootCommand("A promotion day at the human desk in virtual time, by the product's own queue and assignment.") { seed, services, agents };
root.SetAction(parsed =>
{
    var shipped = DeskFile.LoadShipped() with { Heartbeat = TimeSpan.FromDays(2) };
    var plain = shipped with { Bonus = shipped.Bonus.Clear() };
    (string Name, DeskSetting Setting)[] policies =
    [
        ("product", shipped with { Assignment = AssignmentMode.LastAgent }),
        ("FIFO", plain with { Assignment = AssignmentMode.RoundRobin }),
        ("least busy", plain with { Assignment = AssignmentMode.LeastBusy }),
    ];
    // One day for all of them: who comes when, with what, and how much work it is.
    var day = new PromotionDay(parsed.GetValue(services), parsed.GetValue(seed));
    Console.WriteLine(DayReport.Head);
    foreach (var (name, setting) in policies)
        Console.WriteLine(new DeskDay(day, setting, parsed.GetValue(agents), parsed.GetValue(seed)).Run().Line(name));
    return 0;
});
return await root.Parse(args).InvokeAsync();
