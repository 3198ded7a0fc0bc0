using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;

namespace CustomerService.Gateway.Chat;

/// <summary>The query of the chat socket, as the OpenAPI document states it.</summary>
internal static class ChatParameters
{
    public static IReadOnlyList<ParameterNote> All { get; } =
    [
        ParameterNote.Text("user", "The channel's id of the shopper.", Limits.User) with { Required = true },
        ParameterNote.Number("after", "The last sequence that the client has.", 0, null, 0),
        ParameterNote.Text("tenant", "The shop; the default tenant where left out.", 32),
        ParameterNote.Text("channel", "Where the shopper writes from; web where left out.", 32),
        ParameterNote.Text("page", "The id of the product page that the shopper stands on.", Limits.Page),
        ParameterNote.Text("member", "The shop's id of the member; needs proof.", Limits.Member),
        ParameterNote.Text("proof", "HMAC-SHA256 of the member id, in hex.", Limits.Proof),
    ];
}
