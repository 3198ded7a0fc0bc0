using Microsoft.Extensions.Logging;

namespace CustomerService.Storage.Shop;

internal static partial class Log
{
    [LoggerMessage(EventId = 4201, Level = LogLevel.Information,
        Message = "Import for {Tenant} (applied: {Applied}): {Rows} rows, {Problems} problems, {Notes} notes")]
    public static partial void Imported(this ILogger logger, string tenant, bool applied, int rows, int problems, int notes);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Warning, Message = "Import for {Tenant}: {Finding}")]
    public static partial void ImportProblem(this ILogger logger, string tenant, Import.ImportFinding finding);
}
