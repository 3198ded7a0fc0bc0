using System.Collections.Immutable;
using System.Reflection;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Cluster.Tests.Contracts;

/// <summary>One value of every wire record, with every property set, made from its shape: a new record has one without being named here.</summary>
internal static class WireSamples
{
    private const int Number = 7;
    private const double Fraction = 0.5;

    // Deeper than any record holds others.
    private const int Deepest = 6;

    private static readonly DateTimeOffset At = new(2026, 11, 11, 20, 0, 0, TimeSpan.FromHours(8));

    /// <summary>By alias, the name on the wire.</summary>
    public static ImmutableSortedDictionary<string, object> All { get; } = typeof(ConversationEvent).Assembly.GetTypes()
        .Where(t => t is { IsEnum: false, IsAbstract: false } && t.IsDefined(typeof(GenerateSerializerAttribute)) && t.IsDefined(typeof(AliasAttribute)))
        .ToImmutableSortedDictionary(t => t.GetCustomAttribute<AliasAttribute>()!.Alias, t => Fill(t, t.Name, 0), StringComparer.Ordinal);

    private static object Fill(Type type, string name, int depth) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        _ when depth > Deepest => throw new InvalidOperationException($"{name} holds itself: give its sample an end."),
        var t when t == typeof(string) => "值-" + name,
        var t when t == typeof(bool) => true,
        var t when t == typeof(DateTimeOffset) => At,
        var t when t == typeof(TimeSpan) => At.TimeOfDay,
        { IsEnum: true } t => Enum.GetValues(t).GetValue(Enum.GetValues(t).Length - 1)!,
        var t when t == typeof(float) || t == typeof(double) || t == typeof(decimal) =>
            Convert.ChangeType(Fraction, t, System.Globalization.CultureInfo.InvariantCulture),
        { IsPrimitive: true } t => Convert.ChangeType(Number, t, System.Globalization.CultureInfo.InvariantCulture),
        { IsArray: true } t => Array(t.GetElementType()!, name, depth),
        { IsGenericType: true } t when Element(t, typeof(IReadOnlyDictionary<,>)) is [_, var value] => Map(value, name, depth),
        { IsGenericType: true } t when Element(t, typeof(IReadOnlyList<>)) is [var item] => Array(item, name, depth),
        var t => Record(t, depth),
    };

    private static Type[] Element(Type type, Type shape) => type.GetGenericTypeDefinition() == shape ? type.GetGenericArguments() : [];

    private static Array Array(Type item, string name, int depth)
    {
        var array = System.Array.CreateInstance(item, 1);
        array.SetValue(Fill(item, name, depth + 1), 0);
        return array;
    }

    private static object Map(Type value, string name, int depth)
    {
        var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        map["键"] = Fill(value, name, depth + 1);
        return map;
    }

    private static object Record(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Fill(p.ParameterType, p.Name!, depth + 1))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null && p.IsDefined(typeof(IdAttribute))))
            property.SetValue(made, Fill(property.PropertyType, property.Name, depth + 1));
        return made;
    }
}
