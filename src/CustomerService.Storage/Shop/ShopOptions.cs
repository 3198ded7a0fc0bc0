using CustomerService.Contracts.Conversations;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Shop;

/// <summary>Where the shop's own data comes from; configuration section <c>Shop</c>.</summary>
public sealed class ShopOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Shop";

    /// <summary><see cref="BackEnd"/>: tables filled by an import.</summary>
    public const string Tables = "tables";

    /// <summary><see cref="BackEnd"/>: the shop's own HTTP back end.</summary>
    public const string Http = "http";

    /// <summary>tables or http.</summary>
    public string BackEnd { get; set; } = Tables;

    /// <summary>The shops served; empty means the one tenant <c>default</c>.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>
    /// The folder that a tenant without a shop is filled from on the first start; <c>{tenant}</c> in it stands for the
    /// tenant. Empty means the sample shop beside the program.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>The tenants served, at least one.</summary>
    public IReadOnlyList<string> ServedTenants => Tenants.Count > 0 ? [.. Tenants.Distinct(StringComparer.Ordinal)] : ["default"];

    /// <summary>The folder of a tenant's first import.</summary>
    public string FolderOf(string tenant) => string.IsNullOrWhiteSpace(Folder)
        ? Path.Combine(AppContext.BaseDirectory, "SampleShop")
        : Path.GetFullPath(Folder.Replace("{tenant}", tenant, StringComparison.Ordinal));
}

/// <summary>Says in a sentence which key to mend.</summary>
internal sealed class ShopOptionsValidator : IValidateOptions<ShopOptions>
{
    public ValidateOptionsResult Validate(string? name, ShopOptions options)
    {
        if (options.BackEnd is not (ShopOptions.Tables or ShopOptions.Http))
            return ValidateOptionsResult.Fail($"Shop:BackEnd is '{options.BackEnd}': set it to tables or http.");
        var wrong = options.Tenants.FirstOrDefault(t => !ConversationId.IsName(t));
        if (wrong is not null)
            return ValidateOptionsResult.Fail($"Shop:Tenants holds '{wrong}': a tenant is 1 to 32 characters of a-z, 0-9 and -.");
        return options.Folder.Contains('\0', StringComparison.Ordinal)
            ? ValidateOptionsResult.Fail("Shop:Folder is not a path: set it to the folder of the shop's files.")
            : ValidateOptionsResult.Success;
    }
}
