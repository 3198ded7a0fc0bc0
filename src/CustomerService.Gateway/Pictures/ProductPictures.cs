using System.Globalization;
using System.IO.Hashing;
using System.Net;
using System.Text;
using CustomerService.Core.Commerce;
using CustomerService.Gateway.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Pictures;

/// <summary>
/// Draws a picture for products that have none: the category's first character on a colour of its own. A shop with
/// photographs serves them under the same path from its own host.
/// </summary>
internal static class ProductPictures
{
    public static void MapProductPictures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/products/{id}.svg", Draw).ExcludeFromDescription().DisableRateLimiting();

    private static Results<ContentHttpResult, NotFound> Draw(
        string id, ICatalogueSource catalogues, IOptions<GatewayOptions> options, HttpContext context)
    {
        var catalogue = catalogues.Current(options.Value.DefaultTenant);
        if (!catalogue.Products.TryGetValue(id, out var product))
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        var category = catalogue.Categories.GetValueOrDefault(product.Category)?.Name ?? product.Name;
        return TypedResults.Content(Svg(product, category), "image/svg+xml", Encoding.UTF8);
    }

    private static string Svg(Product product, string category)
    {
        var hue = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(category)) % 360;
        var shift = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(product.Id)) % 40;
        var letter = WebUtility.HtmlEncode(StringInfo.GetNextTextElement(category));
        var name = WebUtility.HtmlEncode(product.Name);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" role="img" aria-label="{name}">
              <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
                <stop offset="0" stop-color="hsl({hue} 45% 88%)"/><stop offset="1" stop-color="hsl({(hue + 20 + shift) % 360} 48% 74%)"/>
              </linearGradient></defs>
              <rect width="160" height="160" fill="url(#g)"/>
              <circle cx="{40 + shift}" cy="{120 - shift}" r="46" fill="hsl({hue} 50% 96%)" opacity=".5"/>
              <text x="80" y="98" text-anchor="middle" font-family="sans-serif" font-size="56" fill="hsl({hue} 35% 30%)">{letter}</text>
            </svg>
            """);
    }
}
