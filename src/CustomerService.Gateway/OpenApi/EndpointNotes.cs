using System.Text.Json.Nodes;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.OpenApi;

/// <summary>Says of an endpoint what its handler's signature cannot.</summary>
internal static class EndpointNotes
{
    /// <summary>The statuses that answer with a problem.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            endpoint.Produces<ProblemBody>(status, "application/problem+json");
        return endpoint;
    }

    /// <summary>Parameters that the handler reads itself.</summary>
    public static RouteHandlerBuilder WithParameters(
        this RouteHandlerBuilder endpoint, IReadOnlyList<ParameterNote> notes) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var note in notes)
                operation.Parameters.Add(note.ToParameter());
            return Task.CompletedTask;
        });

    /// <summary>An example of the body and of the answer.</summary>
    public static RouteHandlerBuilder WithExamples(
        this RouteHandlerBuilder endpoint, string? request, int status, string response) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (request is not null && operation.RequestBody?.Content?["application/json"] is { } body)
                body.Example = JsonNode.Parse(request);
            var key = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (operation.Responses?[key].Content?["application/json"] is { } answer)
                answer.Example = JsonNode.Parse(response);
            return Task.CompletedTask;
        });
}
