using System.Text;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Privacy;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Messages;

/// <summary>Whose conversation it is; holds no identity of the channel any more.</summary>
internal sealed record Sender(ConversationId Conversation, string? Member);

/// <summary>Finds out who sends: checks names and proof, and puts the pseudonym in place of the user.</summary>
internal sealed class Senders(IOptions<GatewayOptions> options, IOptions<PrivacyOptions> privacy)
{
    private readonly GatewayOptions _options = options.Value;
    private readonly byte[] _pseudonymKey = Encoding.UTF8.GetBytes(privacy.Value.PseudonymKey!);
    private readonly byte[] _identitySecret = Encoding.UTF8.GetBytes(privacy.Value.IdentitySecret ?? "");

    /// <summary>Gives the sender, or the first problem.</summary>
    public Sender? Identify(
        string? tenant, string? channel, string? user, MemberRequest? member, out Problem? problem)
    {
        tenant ??= _options.DefaultTenant;
        channel ??= _options.DefaultChannel;
        problem = Tenant(tenant)
            ?? (_options.ServedChannels.Contains(channel, StringComparer.Ordinal)
                ? null
                : new Problem(ProblemCodes.UnknownChannel, "channel"))
            ?? TextRules.Id(user, "user", Limits.User)
            ?? Member(member);
        return problem is null
            ? new(new(tenant, channel, ShopperPseudonym.Create(_pseudonymKey, tenant, channel, user!)), member?.Id)
            : null;
    }

    /// <summary>Whether the tenant is served; null when it is.</summary>
    public Problem? Tenant(string tenant) =>
        _options.ServedTenants.Contains(tenant, StringComparer.Ordinal)
            ? null
            : new(ProblemCodes.UnknownTenant, "tenant");

    private Problem? Member(MemberRequest? member) => member is null
        ? null
        : TextRules.Id(member.Id, "member.id", Limits.Member)
            ?? TextRules.Id(member.Proof, "member.proof", Limits.Proof)
            ?? (IsProven(member) ? null : new(ProblemCodes.MemberProof, "member.proof"));

    private bool IsProven(MemberRequest member) =>
        _identitySecret.Length > 0 && MemberProof.Verify(_identitySecret, member.Id, member.Proof);
}
