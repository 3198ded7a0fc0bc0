using System.Text.RegularExpressions;

namespace CustomerService.Core.Slots;

/// <summary>What addresses look like, and what is said around them.</summary>
internal static partial class AddressPatterns
{
    [GeneratedRegex(
        "(改成|改到|改为|换成|换到|寄到|寄往|寄去|送到|送往|发到|发往|邮到|地址(改成|改到|改为|换成|是|为|写|填)?[: ]{0,2})(?<body>[^,。!?;、:]{4,80})",
        RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Led();

    [GeneratedRegex("[^,。!?;、:]{5,100}", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Segment();

    // A street, village or estate with a number: 文三路 100号, 幸福小区3栋, 5号楼2单元301室.
    [GeneratedRegex(
        "([\\u4e00-\\u9fff](路|街|大道|道|巷|弄|胡同|小区|花园|家园|公寓|大厦|广场|苑|村|园区|工业园|产业园|科技园"
        + "|镇)[^,。]{0,12}?[0-9一二三四五六七八九十]{1,5} ?(号|栋|幢|座|弄|单元|室|楼|层|组|队)"
        + "|[0-9]{1,4} ?(栋|幢|单元|号楼) ?[0-9]{1,4} ?(单元|室|号|楼)?)",
        RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Numbered();

    [GeneratedRegex(
        "[\\u4e00-\\u9fff]{2}(路|街|大道|胡同|小区|花园|家园|公寓|大厦|广场|工业园|产业园|科技园|校区|大学|学院|小学|中学|医院|村)",
        RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Estate();

    // Two levels down to a street or village: 龙门县龙城镇, 朝阳区建国路. City and district alone are a city.
    [GeneratedRegex(
        "[\\u4e00-\\u9fff]{2}(省|自治区|市|区|县)[\\u4e00-\\u9fff]{1,8}(镇|乡|街道|村|路|街|大道|小区|花园|大厦|广场|学院|大学|中学|小学|校区)",
        RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Administrative();

    [GeneratedRegex(
        "(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)(省|市|自治区)?",
        RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Province();

    [GeneratedRegex("^(.{0,20}(地址|收货|住在|住|我在|我家在|送到|寄到|发到|到|是|换成|改成|改到))? ?", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Opening();

    // What is said after an address.
    [GeneratedRegex(
        "的|谢谢|麻烦|拜托|多久|几天|什么时候|要多|有货|能不能|可不可以|行不行|能到|能送|能发|到货|有快递|有没有|有自提|联系方式|收件人|收货人|联系人|电话|手机|1[3-9][0-9]\\*",
        RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Cut();

    [GeneratedRegex("发票|抬头|税号|开户", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Invoice();

    [GeneratedRegex("同一|一个|哪|什么|怎么|多少|为啥|如何|是不是|没有", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Question();
}
