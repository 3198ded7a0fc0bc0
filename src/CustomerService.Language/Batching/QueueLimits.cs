namespace CustomerService.Language.Batching;

/// <summary>How many rows may wait.</summary>
/// <param name="Rows">Of all tenants together.</param>
/// <param name="TenantRows">Of one.</param>
internal readonly record struct QueueLimits(int Rows, int TenantRows)
{
    public static QueueLimits Of(LanguageOptions options) =>
        new(options.QueueRows, options.TenantQueueRows > 0 ? options.TenantQueueRows : options.QueueRows);
}
