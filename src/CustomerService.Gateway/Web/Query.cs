using System.Globalization;
using CustomerService.Gateway.Problems;
using Microsoft.Extensions.Primitives;

namespace CustomerService.Gateway.Web;

/// <summary>Reads whole numbers of a query or header; anything else is a problem that names it.</summary>
internal static class Query
{
    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Problem? Number(
        StringValues value, string field, string expected, long absent, long least, long most, out long number)
    {
        number = absent;
        if (value.Count == 0)
            return null;
        var read = long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return read && number >= least && number <= most ? null : Problem.Invalid(field, expected);
    }

    /// <summary>A text; null where it is absent, and what is given twice stays one text.</summary>
    public static string? Text(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
}
