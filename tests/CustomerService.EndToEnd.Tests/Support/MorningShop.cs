using System.Globalization;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>
/// The sample shop, moved to a time zone where it is between ten and eleven in the morning: what is promised for
/// tomorrow before the couriers leave would be the day after at night, and nobody is at the desk then.
/// </summary>
internal static class MorningShop
{
    /// <summary>Puts it into the folder, once; its path.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="host">The folder of the program whose sample shop it is; null for that of the tests.</param>
    public static string In(TemporaryFolder folder, string? host = null)
    {
        var shop = Path.Combine(folder.Path, "shop");
        if (Directory.Exists(shop))
            return shop;
        folder.Copy(Path.Combine(host ?? Places.Host, "SampleShop"), "shop");
        var east = 10 - TimeProvider.System.GetUtcNow().Hour;
        if (east < -12)
            east += 24;
        // The names of these zones count westwards.
        var zone = east == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(east > 0 ? "-" : "+")}{Math.Abs(east)}");
        var file = Path.Combine(shop, "shop.yaml");
        var text = File.ReadAllText(file);
        var moved = text.Replace("timeZone: Asia/Shanghai", $"timeZone: {zone}", StringComparison.Ordinal);
        moved.ShouldNotBe(text, "The sample shop names its time zone in another way now.");
        File.WriteAllText(file, moved);
        return shop;
    }
}
