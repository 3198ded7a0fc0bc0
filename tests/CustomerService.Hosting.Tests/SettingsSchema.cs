using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CustomerService.Core.Settings;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Console;
using CustomerService.Grains.Conversations;
using CustomerService.Grains.Desk;
using CustomerService.Grains.Flows;
using CustomerService.Grains.Webhooks;
using CustomerService.Hosting.Dashboard;
using CustomerService.Hosting.Membership;
using CustomerService.Language;
using CustomerService.Storage.HttpShop;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Shop;
using CustomerService.Streaming;

namespace CustomerService.Hosting.Tests;

/// <summary>The JSON schema of the settings, made from the option classes and their documentation.</summary>
internal static partial class SettingsSchema
{
    public static readonly (string Section, Type Options)[] Sections =
    [
        ("Cluster", typeof(ClusterOptions)), ("Silo", typeof(SiloOptions)), ("Postgres", typeof(PostgresOptions)),
        ("Conversation", typeof(ConversationOptions)), ("Flows", typeof(FlowOptions)), ("Desk", typeof(DeskOptions)), ("Language", typeof(LanguageOptions)),
        ("Shop", typeof(ShopOptions)), ("Gateway", typeof(GatewayOptions)), ("Operator", typeof(OperatorOptions)),
        ("Privacy", typeof(PrivacyOptions)), ("Stream", typeof(StreamOptions)), ("Dashboard", typeof(DashboardSettings)),
        ("Console", typeof(ConsoleOptions)), ("Webhooks", typeof(WebhookOptions)),
    ];

    public static JsonObject Create()
    {
        var sections = new JsonObject(Sections.Select(s => KeyValuePair.Create(s.Section, (JsonNode?)Of(s.Options))));
        // A section of its own within another's.
        sections[ShopOptions.Section]!["properties"]!["Http"] = Of(typeof(HttpShopOptions));
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of silos and gateways",
            ["type"] = "object",
            ["properties"] = sections,
        };
    }

    private static JsonObject Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner);
        if (type == typeof(string))
            return new() { ["type"] = "string" };
        if (type == typeof(bool))
            return new() { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return new() { ["type"] = "integer" };
        if (type == typeof(double) || type == typeof(float) || type == typeof(decimal))
            return new() { ["type"] = "number" };
        if (type == typeof(TimeSpan))
            return new() { ["type"] = "string", ["pattern"] = "^([0-9]+\\.)?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?$" };
        if (type.IsArray || type == typeof(IList<string>))
            return new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
        if (Values(type) is { } values)
            return new() { ["type"] = "object", ["additionalProperties"] = Of(values) };
        return new()
        {
            ["type"] = "object",
            ["description"] = Summary("T:" + type.FullName, type.Assembly),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite || p.PropertyType == typeof(IList<string>) || Values(p.PropertyType) is not null)
                .Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Of(p)))),
        };
    }

    private static Type? Values(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>) ? type.GetGenericArguments()[1] : null;

    private static JsonObject Of(PropertyInfo property)
    {
        var schema = Of(property.PropertyType);
        var description = Summary($"P:{property.DeclaringType!.FullName}.{property.Name}", property.DeclaringType.Assembly);
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            // A schema compares no times: whoever writes one reads its limits.
            if (range.OperandType == typeof(TimeSpan))
                description += $" Set it {SettingRanges.Words(range)}.";
            else
                State(range, schema);
        }
        schema["description"] = description;
        return schema;
    }

    private static void State(RangeAttribute range, JsonObject schema)
    {
        schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
        schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
    }

    private static JsonNode Number(object limit) => limit is int whole ? whole : (double)limit;

    private static string Summary(string member, Assembly assembly)
    {
        var documentation = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var summary = documentation.Descendants("member").First(m => m.Attribute("name")!.Value == member).Element("summary")!;
        foreach (var reference in summary.Descendants("see").ToArray())
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        return Spaces().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
