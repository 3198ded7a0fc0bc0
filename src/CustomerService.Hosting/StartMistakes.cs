using System.Net.Sockets;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Text;
using CustomerService.Hosting.Membership;
using CustomerService.Language.Model;
using CustomerService.Storage;
using Microsoft.AspNetCore.Connections;

namespace CustomerService.Hosting;

/// <summary>Tells what to mend of a start that failed, without where in the program it was noticed.</summary>
public static class StartMistakes
{
    /// <summary>The sentence for whoever started the host; null for what is a defect and deserves its stack.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException { Failures: var failures } => string.Join('\n', failures),
        FlowException or DeclaredFileException or ModelException or StorageUnavailableException or WrongDatabaseException
            or ClusterMismatchException => failure.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{failure.Message} Stop what listens there, or choose another port (--port; of a gateway or silo --urls).",
        AddressInUseException =>
            $"A port for silos or gateways: {failure.Message}. Stop what listens there, or choose others (Silo:Port, Silo:GatewayPort).",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AccessDenied } =>
            $"The address to listen on cannot be had: {failure.Message}. Choose one of this machine (--host, --port; of a gateway or silo --urls, Silo:Address).",
        AggregateException { InnerExceptions: var inner } when inner.Select(Explain).All(e => e is not null) =>
            string.Join('\n', inner.Select(Explain)),
        _ => null,
    };
}
