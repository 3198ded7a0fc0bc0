using System.Net.Sockets;
using CustomerService.Core.Care;
using CustomerService.Core.Dialogue.Facts;
using Microsoft.AspNetCore.Connections;

namespace CustomerService.Hosting.Tests;

public sealed class StartMistakesTests
{
    [Fact]
    public void Explain_MistakeInADeclaredFile_IsItsSentence()
    {
        Explained(() => CareFile.Load("budget: 1")).ShouldStartWith("care.yaml(1)");
        Explained(() => ProtectionWords.Load("about: [价保]")).ShouldStartWith("protection.yaml: 'own' needs one word at least");
    }

    [Fact]
    public void Explain_AddressThatCannotBeHad_NamesTheSetting()
    {
        StartMistakes.Explain(new AddressInUseException("Address already in use"))!.ShouldContain("(Silo:Port, Silo:GatewayPort)");
        StartMistakes.Explain(new SocketException((int)SocketError.AddressNotAvailable))!.ShouldContain("--host");
        StartMistakes.Explain(new SocketException((int)SocketError.ConnectionRefused)).ShouldBeNull();
    }

    [Fact]
    public void Explain_Defect_IsNothing() => StartMistakes.Explain(new FormatException("a defect")).ShouldBeNull();

    private static string? Explained(Func<object> load) => StartMistakes.Explain(Should.Throw<Exception>(load));
}
