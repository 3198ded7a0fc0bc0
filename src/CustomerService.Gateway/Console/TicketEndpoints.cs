using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Care;
using CustomerService.Core.Commerce;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Privacy;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>A command. Which members count depends on the call; the operation id always does.</summary>
public sealed record TicketRequest
{
    /// <summary>Unique for each thing done: sending it again gives the first outcome and does nothing twice.</summary>
    public string? OperationId { get; init; }

    /// <summary>Of a transfer: the agent to give it to.</summary>
    public string? ToAgent { get; init; }

    /// <summary>Of a transfer: the skill to give it to.</summary>
    public string? ToSkill { get; init; }

    /// <summary>Words to the shopper, or a note to colleagues.</summary>
    public string? Text { get; init; }

    /// <summary>Ids of products to show beside the words.</summary>
    public IReadOnlyList<string?>? Products { get; init; }

    /// <summary>Of a close: the wrap-up code.</summary>
    public string? Code { get; init; }

    /// <summary>Of typing: whether it goes on.</summary>
    public bool Typing { get; init; }

    /// <summary>Of a coupon: yuan off, with at most two decimals.</summary>
    public decimal? Amount { get; init; }
}

/// <summary>What agents do with conversations. Each call is safe to repeat by its operation id.</summary>
internal static class TicketEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int MaxNote = 500;
    private const int MaxProducts = 5;

    public static void MapTickets(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/next", Next, "consoleNext");
        Map(routes, "/conversations/{id}/accept", Accept, "consoleAccept");
        Map(routes, "/conversations/{id}/take-over", TakeOver, "consoleTakeOver").WithMetadata(new AnyRole(ConsoleRoles.Supervisor));
        Map(routes, "/conversations/{id}/transfer", Transfer, "consoleTransfer");
        Map(routes, "/conversations/{id}/note", Note, "consoleNote");
        Map(routes, "/conversations/{id}/messages", Say, "consoleSay");
        Map(routes, "/conversations/{id}/back-to-bot", BackToBot, "consoleBackToBot");
        Map(routes, "/conversations/{id}/close", Close, "consoleClose");
        Map(routes, "/conversations/{id}/coupon", Coupon, "consoleCoupon");
        Map(routes, "/conversations/{id}/typing", Typing, "consoleTyping");
    }

    /// <summary>Takes the first conversation that waits for the caller's skills.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> Next(HttpContext http, DeskCalls calls) =>
        Do(http, calls, "", (caller, request) => (Command(caller, request, DeskCommandKind.Next, ""), null));

    /// <summary>Takes a conversation that waits; one conversation never has two agents.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> Accept(HttpContext http, string id, DeskCalls calls) =>
        Do(http, calls, id, (caller, request) => (Command(caller, request, DeskCommandKind.Accept, id), null));

    /// <summary>Takes a conversation whoever has it.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> TakeOver(HttpContext http, string id, DeskCalls calls) =>
        Do(http, calls, id, (caller, request) => (Command(caller, request, DeskCommandKind.TakeOver, id), null));

    /// <summary>Gives the conversation to another agent or to a skill, with a note for whoever gets it.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> Transfer(HttpContext http, string id, DeskCalls calls) =>
        Do(http, calls, id, (caller, request) => (request.ToAgent is null) == (request.ToSkill is null)
            ? (null, Problem.Invalid("toAgent", "transfer_target"))
            : (Command(caller, request, DeskCommandKind.Transfer, id), TextRules.Text(request.Text ?? "", "text", MaxNote)));

    /// <summary>Leaves a note on the conversation that only agents see.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> Note(HttpContext http, string id, DeskCalls calls) =>
        Do(http, calls, id, (caller, request) => (
            Command(caller, request, DeskCommandKind.Note, id),
            string.IsNullOrWhiteSpace(request.Text) ? Problem.Missing("text") : TextRules.Text(request.Text, "text", MaxNote)));

    /// <summary>Says something to the shopper. It is in the conversation's inbox, and so never lost, once the answer is here.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> Say(
        HttpContext http, string id, DeskCalls calls, ICatalogueSource catalogues, IOptions<GatewayOptions> options) =>
        Do(http, calls, id, (caller, request) =>
        {
            var text = TextRules.UnifyLineEnds(request.Text ?? "");
            var products = request.Products ?? [];
            var catalogue = catalogues.Current(caller.Tenant);
            var problem = TextRules.Text(text, "text", options.Value.MaxTextLength)
                ?? (products.Count > MaxProducts ? Problem.TooMany("products", MaxProducts) : null)
                ?? (products.Any(p => p is null || !catalogue.Products.ContainsKey(p)) ? Problem.Invalid("products", "product_id") : null)
                ?? (string.IsNullOrWhiteSpace(text) && products.Count == 0 ? new(ProblemCodes.EmptyMessage, "text") : null);
            return problem is not null ? (null, problem) : (
                Command(caller, request, DeskCommandKind.Say, id) with
                {
                    Text = PersonalDataMasker.Mask(text),
                    Cards = [.. products.Select(p => Products.Card(catalogue.Products[p!]))],
                },
                null);
        });

    /// <summary>Gives the conversation back to the bot, with all that was said in it.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> BackToBot(HttpContext http, string id, DeskCalls calls) =>
        Do(http, calls, id, (caller, request) => (Command(caller, request, DeskCommandKind.BackToBot, id), null));

    /// <summary>Ends the service; the shopper is asked to rate it.</summary>
    internal static Task<Results<Ok<DeskDone>, ProblemResult>> Close(HttpContext http, string id, DeskCalls calls, DeskSetting desk) =>
        Do(http, calls, id, (caller, request) => desk.WrapUp.Any(w => w.Code == request.Code)
            ? (Command(caller, request, DeskCommandKind.Close, id) with { Text = request.Code }, null)
            : (null, request.Code is null ? Problem.Missing("code") : Problem.Invalid("code", "wrap_up_code")));

    /// <summary>
    /// Gives the shopper a coupon, shown as a card: within the caller's limit, the tenant's budget and the shopper's window.
    /// </summary>
    internal static async Task<Results<Ok<DeskDone>, ProblemResult>> Coupon(
        HttpContext http, string id, DeskCalls calls, CareSetting care, IAuditLog audit, TimeProvider time)
    {
        var caller = ConsoleCaller.Of(http);
        var done = await Do(http, calls, id, (caller, request) => request.Amount switch
        {
            null => (null, Problem.Missing("amount")),
            { } amount when amount <= 0 || amount > caller.MostCoupon(care) || decimal.Round(amount, 2) != amount =>
                (null, Problem.Invalid("amount", "coupon_amount")),
            { } amount => (Command(caller, request, DeskCommandKind.GiveCoupon, id) with { Amount = amount, Text = null }, null),
        });
        // Of coupons the ledger tells; the audit log tells of attempts that went through, with those of reads.
        if (done.Result is Ok<DeskDone>)
            await audit.Add(caller.Tenant, new(time.GetUtcNow(), caller.Id, "give_coupon", id), http.RequestAborted);
        return done;
    }

    /// <summary>Shows the shopper that the caller types.</summary>
    internal static async Task<Results<NoContent, ProblemResult>> Typing(
        HttpContext http, string id, ConsoleAccess access, IGrainFactory grains)
    {
        var (request, problem) = await JsonBody.Read<TicketRequest>(http.Request, MaxBody);
        if (request is null)
            return new ProblemResult(problem!);
        var caller = ConsoleCaller.Of(http);
        if ((await access.Ticket(caller, id, http.RequestAborted))?.Agent != caller.Id)
            return new ProblemResult(new(ProblemCodes.TicketNotFound, "id"));
        await grains.GetGrain<IConversationGrain>(id).AgentTyping(request.Typing);
        return TypedResults.NoContent();
    }

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string path, Delegate handler, string name) =>
        routes.MapPost(path, handler).WithName(name).Accepts<TicketRequest>("application/json")
            .WithMetadata(new AnyRole(ConsoleRoles.Agent, ConsoleRoles.Supervisor))
            .WithProblems(400, 401, 403, 404, 409, 413, 415, 429, 503);

    private static async Task<Results<Ok<DeskDone>, ProblemResult>> Do(
        HttpContext http, DeskCalls calls, string id, Func<ConsoleCaller, TicketRequest, (DeskCommand? Command, Problem? Problem)> read)
    {
        var (request, problem) = await JsonBody.Read<TicketRequest>(http.Request, MaxBody);
        if (request is null)
            return new ProblemResult(problem!);
        if (request.OperationId is not { Length: >= 8 and <= 64 } operation || !operation.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return new ProblemResult(request.OperationId is null ? Problem.Missing("operationId") : Problem.Invalid("operationId", "operation_id"));
        var caller = ConsoleCaller.Of(http);
        if (id.Length > 0 && (!ConversationId.TryParse(id, out var conversation) || conversation.Tenant != caller.Tenant))
            return new ProblemResult(new(ProblemCodes.TicketNotFound, "id"));
        var (command, unfit) = read(caller, request);
        return unfit is not null ? new ProblemResult(unfit) : await calls.Do(caller.Tenant, command!, http.RequestAborted);
    }

    private static DeskCommand Command(ConsoleCaller caller, TicketRequest request, DeskCommandKind kind, string conversation) =>
        new(request.OperationId!, kind, caller.Id)
        {
            Conversation = conversation,
            ToAgent = request.ToAgent,
            ToSkill = request.ToSkill,
            Text = request.Text,
        };
}
