using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CustomerService.Gateway.OpenApi;

/// <summary>A query parameter or header, as the OpenAPI document states it.</summary>
internal sealed record ParameterNote(string Name, string Description, OpenApiSchema Schema)
{
    public bool Required { get; init; }

    public bool InHeader { get; init; }

    public static ParameterNote Text(string name, string description, int maxLength) =>
        new(name, description, new() { Type = JsonSchemaType.String, MaxLength = maxLength });

    public static ParameterNote Number(string name, string description, long least, long? most, long? absent) =>
        new(name, description, new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = Word(least),
            Maximum = most is { } limit ? Word(limit) : null,
            Default = absent is { } value ? JsonValue.Create(value) : null,
        });

    public OpenApiParameter ToParameter() => new()
    {
        Name = Name,
        In = InHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Description = Description,
        Required = Required,
        Schema = Schema,
    };

    private static string Word(long value) => value.ToString(CultureInfo.InvariantCulture);
}
