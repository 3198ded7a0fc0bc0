using Microsoft.Extensions.Logging;

namespace CustomerService.Language;

internal static partial class Log
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Information,
        Message = "Language model {Model} is ready on {Provider}, {Batches} batches at once on {Threads} threads each, after {Milliseconds} ms")]
    public static partial void ModelReady(
        this ILogger logger, string model, string provider, int batches, int threads, long milliseconds);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Error, Message = "A batch of {Rows} texts failed in the model")]
    public static partial void BatchFailed(this ILogger logger, Exception exception, int rows);

    [LoggerMessage(EventId = 5103, Level = LogLevel.Information,
        Message = "Indexed {Entries} questions in {Wordings} wordings of tenant {Tenant} in {Milliseconds} ms")]
    public static partial void KnowledgeIndexed(
        this ILogger logger, int entries, int wordings, string tenant, long milliseconds);

    [LoggerMessage(EventId = 5104, Level = LogLevel.Information,
        Message = "Indexed {Names} product names of tenant {Tenant} in {Milliseconds} ms")]
    public static partial void ProductTypesIndexed(this ILogger logger, int names, string tenant, long milliseconds);

    [LoggerMessage(EventId = 5105, Level = LogLevel.Warning,
        Message = "Building the {Index} index of tenant {Tenant} failed; the next use tries again")]
    public static partial void IndexFailed(this ILogger logger, Exception exception, string index, string tenant);

    [LoggerMessage(EventId = 5106, Level = LogLevel.Warning,
        Message = "Tenant {Tenant} was not prepared at start; its first question prepares it")]
    public static partial void NotPrepared(this ILogger logger, string tenant);

    [LoggerMessage(EventId = 5107, Level = LogLevel.Information,
        Message = "Language model {Model} is in use now, after {Milliseconds} ms beside the one before it")]
    public static partial void ModelExchanged(this ILogger logger, string model, long milliseconds);

    [LoggerMessage(EventId = 5108, Level = LogLevel.Error,
        Message = "The changed model was not taken; the one before it stays in use")]
    public static partial void ModelNotExchanged(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 5109, Level = LogLevel.Warning,
        Message = "The vectors in {Path} cannot be kept or read; the next start makes them anew")]
    public static partial void VectorsNotKept(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = 5110, Level = LogLevel.Warning,
        Message = "Model {Model} has int8 products, for which CUDA has no kernels: they run on the processor; set Language:Precision to 'fp16'")]
    public static partial void WholeNumbersOnGpu(this ILogger logger, string model);

    [LoggerMessage(EventId = 5111, Level = LogLevel.Information,
        Message = "Texts are read by another model now ({Model}); its indexes are in use after {Milliseconds} ms")]
    public static partial void ModelFollowed(this ILogger logger, string model, long milliseconds);

    [LoggerMessage(EventId = 5112, Level = LogLevel.Warning,
        Message = "Texts are read by another model ({Model}), but its indexes could not be made: they are tried again in a minute, and questions are searched by characters meanwhile")]
    public static partial void ModelNotFollowed(this ILogger logger, Exception exception, string model);

    [LoggerMessage(EventId = 5113, Level = LogLevel.Warning,
        Message = "The cluster's record of its model could not be written; it is tried until it is, and the exchange goes on")]
    public static partial void ModelNotRecorded(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 5114, Level = LogLevel.Information,
        Message = "The cluster's record names language model {Model} now: processes that start are to have it")]
    public static partial void ModelRecorded(this ILogger logger, string model);
}
