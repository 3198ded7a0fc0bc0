using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>Turns the shop's words in a text into candidates: products, categories, colours and places.</summary>
internal static partial class WordRules
{
    // Their model names are like ours: a Redmi Note 12 is no Note 12 of this shop.
    private static readonly string[] OtherBrands =
        ["红米", "redmi", "小米", "华为", "huawei", "荣耀", "vivo", "oppo", "三星", "realme", "真我", "一加", "魅族", "联想", "iqoo",
        "iphone", "苹果"];

    public static void Find(SlotText text, List<SlotCandidate> found)
    {
        foreach (var hit in text.Hits)
        {
            switch (hit.Entry.Kind)
            {
                case LexiconKind.Product when IsProduct(text, hit):
                    found.Add(new(SlotNames.Product, hit.Entry.Value, hit.Start, hit.End));
                    break;
                case LexiconKind.Category when !IsModifier(text, hit):
                    found.Add(new(SlotNames.Category, hit.Entry.Value, hit.Start, hit.End));
                    break;
                case LexiconKind.Colour:
                    found.Add(new(SlotNames.Colour, hit.Entry.Value, hit.Start, hit.End));
                    break;
                case LexiconKind.Place when PlaceRules.IsPlace(text, hit):
                    found.Add(new(SlotNames.City, hit.Entry.Value, hit.Start, hit.End));
                    break;
                case LexiconKind.Block:
                    found.Add(SlotCandidate.Block(hit.Start, hit.End));
                    break;
            }
        }
        FindTypos(text, found);
    }

    private static void FindTypos(SlotText text, List<SlotCandidate> found)
    {
        foreach (var (product, start, end, slip) in text.Lexicon.Typos.Find(text.Folded.Text))
        {
            var (from, to) = (text.Folded.Place(start), text.Folded.Place(end - 1) + 1);
            // A slip that reads as a word of its own is none: 北京 in 北京长款羽绒服.
            var isWord = slip is { } at && text.IsInWord(text.Folded.Place(at));
            if (!isWord && TextEdges.AreWhole(text.Text, from, to))
                found.Add(new(SlotNames.Product, product, from, to) { Rank = 2 });
        }
    }

    private static bool IsProduct(SlotText text, LexiconHit hit)
    {
        // X1 Max is no X1.
        if (TextEdges.IsLatin(text.Text[hit.End - 1]) && Model().IsMatch(text.Text, hit.End))
            return false;
        if (TextEdges.IsLatin(text.Text[hit.Start]) && TextEdges.Follows(text.Text, hit.Start, OtherBrands))
            return false;
        if (hit.Entry.Everyday && PhoneModel().IsMatch(text.Text, hit.End))
            return false;
        return !IsOutgrown(text, hit) && (!(hit.Entry.Everyday || hit.End - hit.Start <= 2) || !IsModifier(text, hit));
    }

    // 星河X1手机壳 is a case: the word that its end begins says what it is.
    private static bool IsOutgrown(SlotText text, LexiconHit hit)
    {
        for (var start = hit.Start + 1; start < hit.End; start++)
        {
            foreach (var other in text.HitsFrom(start))
            {
                if (other.End > hit.End && other.Entry.Kind is LexiconKind.Category or LexiconKind.Product)
                    return true;
            }
        }
        return false;
    }

    // Compounds end in what they are: in 苹果手机 the apple is none.
    private static bool IsModifier(SlotText text, LexiconHit hit)
    {
        foreach (var next in text.HitsFrom(hit.End))
        {
            if (next.Entry.Kind != LexiconKind.Category)
                continue;
            if (hit.Entry.Kind == LexiconKind.Category
                ? next.Entry.Value != hit.Entry.Value
                : text.Lexicon.Catalogue.Products[hit.Entry.Value].Category != next.Entry.Value)
                return true;
        }
        return false;
    }

    [GeneratedRegex(
        @"\G[ -]?(pro|max|plus|ultra|mini|lite|air|se|fold|flip|青春版|至尊版)(?![a-z])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Model();

    // 苹果13, 苹果 xs max: not what the greengrocer sells; 苹果3斤 is.
    [GeneratedRegex(
        @"\G ?([0-9]{1,2}|xs|xr|x|se)( ?(pro|max|plus|mini|promax))?(?![0-9a-z.])(?! ?[斤箱个颗盒元块份袋枚件公克折号月天点年])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PhoneModel();
}
