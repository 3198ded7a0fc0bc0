using System.CommandLine;

namespace CustomerService.Standalone.Commands;

/// <summary><c>sign</c>: the proof by which a shop's front end names its shopper.</summary>
internal static class SignCommand
{
    public static Command Create()
    {
        var member = new Argument<string>("member") { Description = "The shop's id of the shopper." };
        var data = CommonOptions.Data();
        var command = new Command("sign", "Prints the proof of a member, for member.proof of a message.") { member, data };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = StandaloneHost.Build(parsed.GetValue(data)!, urls: null, []);
            Console.WriteLine(MemberProofs.Sign(app.Configuration, parsed.GetValue(member)!));
            return 0;
        });
        return command;
    }
}
