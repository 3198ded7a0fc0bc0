namespace CustomerService.Gateway.Web;

/// <summary>The chat page at <c>/chat</c>, and the files beside it.</summary>
internal static class Pages
{
    private static readonly EmbeddedPages Files = new();

    public static void UsePages(this IApplicationBuilder app) =>
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = Files,
            // Their names carry no version: browsers ask each time, and are told when nothing changed.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });

    public static void MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/chat", Chat).ExcludeFromDescription().DisableRateLimiting();

    private static IResult Chat() => Files.GetFileInfo("chat.html") is { Exists: true } page
        ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8", lastModified: page.LastModified)
        : Results.NotFound();
}
