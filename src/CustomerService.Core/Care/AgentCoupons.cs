using CustomerService.Contracts.Desk;
using CustomerService.Core.Commerce;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Webhooks;

namespace CustomerService.Core.Care;

/// <summary>Coupons that agents give: by the same ledger, window and budget as the bot's, one a service.</summary>
public sealed class AgentCoupons(CouponDesk desk, IPolicies policies, IFlowSource flows)
{
    private const string Kind = "客服关怀券";

    /// <summary>Gives the coupon of a command; the same operation id again gives the same one.</summary>
    /// <returns>Ok with what to say to the shopper and to the shop's own systems, or why not.</returns>
    public async Task<(string Code, DeskCommand? Said, WebhookEvent? Happened)> Give(string tenant, DeskCommand command, Ticket ticket)
    {
        // Who may give how much is checked where the roles are known; more than a supervisor may, nobody may.
        if (!desk.Setting.Enabled || command.Amount <= 0 || command.Amount > Math.Max(desk.Setting.AgentMost, desk.Setting.SupervisorMost))
            return (DeskCodes.CouponAmount, null, null);
        var answer = await desk.Give(
            tenant, command.Conversation, ticket.Request.Member is { } member ? [member] : [], $"{command.Conversation}:agent:{command.OperationId}",
            $"service:{ticket.Id}", Kind, command.Amount, 0, command.Actor, CancellationToken.None).ConfigureAwait(false);
        if (answer is not { Outcome: CouponOutcome.Given, Grant: { } grant })
            return (answer.Outcome == CouponOutcome.NoBudget ? DeskCodes.CouponBudget : DeskCodes.CouponTooSoon, null, null);
        var zone = (await policies.Shop(tenant, CancellationToken.None).ConfigureAwait(false)).TimeZone;
        var card = CouponDesk.Card(grant, zone);
        var words = Template.Fill(flows.Current.Common[CommonAnswers.AgentCoupon].Say, name => name switch
        {
            "coupon" => card.Price,
            "condition" => CouponDesk.Condition(grant),
            "until" => CouponDesk.Until(grant, zone),
            "code" => grant.Code,
            _ => null,
        });
        return (DeskCodes.Ok, command with { Kind = DeskCommandKind.Say, Text = words, Cards = [card] }, CouponDesk.Happened(grant));
    }
}
