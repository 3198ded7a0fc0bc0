using System.Globalization;

namespace CustomerService.Storage.HttpShop;

/// <summary>The back end answered with a status that is no success; never leaves this folder.</summary>
#pragma warning disable CA1032, RCS1194 // Only made here, with the status.
internal sealed class ShopStatusException(int status) : Exception
{
    public string Reason { get; } = string.Create(CultureInfo.InvariantCulture, $"status_{status}");
}
