using System.Text.Json.Nodes;
using CustomerService.Gateway.Problems;
using Microsoft.OpenApi;

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

    /// <summary>That the answer may be a stream of events, each as in the example.</summary>
    public static RouteHandlerBuilder WithEventStream(this RouteHandlerBuilder endpoint, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?["200"].Content is { } content)
                content["text/event-stream"] = new OpenApiMediaType { Example = JsonValue.Create(example) };
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
