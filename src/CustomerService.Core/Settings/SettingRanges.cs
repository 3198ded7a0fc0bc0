using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace CustomerService.Core.Settings;

/// <summary>Holds options to the <see cref="RangeAttribute"/> of their properties, which the settings' schema states too.</summary>
public static class SettingRanges
{
    /// <summary>
    /// A sentence for each number and time out of its range, with key, value and fix: the attribute's message, in which
    /// {1} and {2} are the limits, or else that it is to be set from one to the other.
    /// </summary>
    /// <param name="section">Path of the options' section; empty for the root.</param>
    /// <param name="options">Looked through with the options that they hold.</param>
    public static IEnumerable<string> Faults(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                var value = property.GetValue(options);
                if (!range.IsValid(value))
                    yield return string.Create(CultureInfo.InvariantCulture, $"{key} is {value}: {Fix(range, key)}.");
            }
            else if (property.PropertyType.IsClass && property.PropertyType.Assembly == options.GetType().Assembly
                && property.GetValue(options) is { } held)
            {
                foreach (var fault in Faults(key, held))
                    yield return fault;
            }
        }
    }

    /// <summary>What a range says in words: "from 1 to 9", "over 0, up to 9".</summary>
    public static string Words(RangeAttribute range)
    {
        // Limits of times are text until a value is compared with them.
        _ = range.IsValid(null);
        var (least, most) = (range.MinimumIsExclusive ? "over" : "from", range.MaximumIsExclusive ? ", below" : range.MinimumIsExclusive ? ", up to" : " to");
        return string.Create(CultureInfo.InvariantCulture, $"{least} {range.Minimum}{most} {range.Maximum}");
    }

    private static string Fix(RangeAttribute range, string key) => range.ErrorMessage is { } message
        ? string.Format(CultureInfo.InvariantCulture, message, key, range.Minimum, range.Maximum)
        : $"set it {Words(range)}";
}
