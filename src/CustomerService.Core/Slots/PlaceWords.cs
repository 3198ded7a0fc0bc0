using CustomerService.Core.Commerce;

namespace CustomerService.Core.Slots;

/// <summary>The ways to write the shop's places: 北京, 北京市; 朝阳区, 朝阳.</summary>
internal static class PlaceWords
{
    // Cities that are also everyday words or stand inside them: 没开封的, 日照时间, 鞋包头.
    private static readonly HashSet<string> Everyday =
        ["开封", "日照", "大同", "三明", "四平", "包头", "六安", "保定", "安顺", "北海", "天水", "和平", "朝阳", "南通", "延安"];

    private static readonly string[] Suffixes = ["新区", "区", "县", "市"];

    public static IEnumerable<(string Word, string Place, bool Everyday)> Of(Catalogue catalogue)
    {
        foreach (var place in catalogue.Places)
            yield return (place.City, place.City, Everyday.Contains(place.City));
        foreach (var place in catalogue.Places)
        {
            var suffix = Array.Find(Suffixes, s => place.City.EndsWith(s, StringComparison.Ordinal));
            if (suffix is null)
            {
                yield return (place.City + "市", place.City, false);
                yield return (place.City + "地区", place.City, false);
            }
            else if (place.City.Length - suffix.Length is var stem and > 1)
            {
                yield return (place.City[..stem], place.City, stem == 2);
            }
        }
    }
}
