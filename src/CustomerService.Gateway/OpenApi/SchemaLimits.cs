using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Understanding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CustomerService.Gateway.OpenApi;

/// <summary>States in the schemas what the rules check: lengths, counts, and what must be there.</summary>
internal sealed class SchemaLimits(IOptions<GatewayOptions> options) : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<Type, string[]> Required = new()
    {
        [typeof(MessageRequest)] = ["user", "messageId"],
        [typeof(MediaRequest)] = ["kind", "url"],
        [typeof(MemberRequest)] = ["id", "proof"],
        [typeof(UnderstandRequest)] = ["texts"],
    };

    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is { DeclaringType: var type, Name: var name })
        {
            Limit(schema, type, name);
            if (Required.TryGetValue(type, out var present) && present.Contains(name))
                schema.Type &= ~JsonSchemaType.Null;
        }
        if (schema.Properties is { Count: > 0 } && Required.TryGetValue(context.JsonTypeInfo.Type, out var required))
        {
            schema.Required = new SortedSet<string>(required, StringComparer.Ordinal);
        }
        return Task.CompletedTask;
    }

    private void Limit(OpenApiSchema schema, Type type, string name)
    {
        var limits = options.Value;
        switch (type.Name, name)
        {
            case (nameof(MessageRequest), "tenant" or "channel") or (nameof(UnderstandRequest), "tenant"):
                (schema.MaxLength, schema.Pattern) = (32, "^[a-z0-9-]{1,32}$");
                break;
            case (nameof(MessageRequest), "user"):
                schema.MaxLength = Limits.User;
                break;
            case (nameof(MessageRequest), "messageId"):
                schema.MaxLength = Limits.MessageId;
                break;
            case (nameof(MessageRequest), "text"):
                schema.MaxLength = limits.MaxTextLength;
                break;
            case (nameof(MessageRequest), "page"):
                schema.MaxLength = Limits.Page;
                break;
            case (nameof(MessageRequest), "media"):
                schema.MaxItems = Limits.Media;
                break;
            case (nameof(MediaRequest), "kind"):
                schema.Enum = ["image", "voice", "video", "file", "link"];
                break;
            case (nameof(MediaRequest), "url"):
                schema.MaxLength = Limits.Url;
                break;
            case (nameof(MemberRequest), "id"):
                schema.MaxLength = Limits.Member;
                break;
            case (nameof(MemberRequest), "proof"):
                (schema.MaxLength, schema.Pattern) = (Limits.Proof, "^[0-9a-fA-F]{64}$");
                break;
            case (nameof(UnderstandRequest), "texts"):
                (schema.MinItems, schema.MaxItems) = (1, limits.MaxTexts);
                schema.Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.String, MinLength = 1, MaxLength = limits.MaxTextLength,
                };
                break;
        }
    }
}
