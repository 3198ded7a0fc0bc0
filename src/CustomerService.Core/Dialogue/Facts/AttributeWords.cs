using CustomerService.Core.Commerce;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>How shoppers ask for the properties that a catalogue names.</summary>
internal static class AttributeWords
{
    // The shop's names of an attribute on the left are looked for by their parts; the words on the right ask for it.
    private static readonly (string Attribute, string[] Words)[] Table =
    [
        ("保质期", ["保质期", "过期", "放多久", "生产日期", "新鲜", "临期", "日期"]),
        ("尺码", ["穿多大", "多大码", "什么码", "几码", "大一码", "小一码", "大一号", "小一号", "大一个码", "小一个码", "啥码", "几号码", "多大号", "偏大", "偏小", "身高", "体重", "斤", "还是穿"]),
        ("体重", ["斤", "公斤", "还是穿"]),
        ("敏", ["过敏"]),
        ("孕", ["孕妇", "怀孕", "孕期", "备孕", "哺乳", "喂奶"]),
        ("人群", ["孕妇", "老人", "小孩", "宝宝", "儿童", "能吃吗", "能用吗"]),
        ("坚果", ["里面", "都有啥", "都有什么"]),
        ("色号", ["几个色", "哪几个色", "什么色", "色号"]),
        ("年龄", ["几段", "个月", "几个月"]),
        ("片", ["多少片", "几片"]),
        ("材质", ["材质", "面料", "什么做的", "料子", "布料", "纯棉", "皮的"]),
        ("产地", ["产地", "哪里产", "哪产", "国产", "进口"]),
        ("正品", ["正品", "真的假的", "真货", "假货", "授权", "官方"]),
        ("包装清单", ["清单", "包装里", "里面有什么", "送什么配件", "配件", "有充电器", "带充电"]),
        ("电池", ["电池", "续航", "能用多久", "待机"]),
        ("兼容", ["兼容", "苹果", "安卓", "ios", "iphone", "能不能连", "能连", "适配"]),
        ("屏幕", ["屏幕", "多大屏", "几寸", "尺寸"]),
        ("尺寸", ["尺寸", "多大", "长宽高", "大小"]),
        ("重量", ["重量", "多重", "几斤", "净重"]),
        ("净含量", ["净含量", "多少克", "几克", "多重", "容量"]),
        ("适用年龄", ["几岁", "多大宝宝", "适用年龄", "月龄", "适合多大"]),
        ("适用", ["适合", "适用", "能用吗", "可以用吗"]),
        ("洗涤", ["怎么洗", "机洗", "洗涤", "水洗", "掉色"]),
        ("防水", ["防水", "淋雨", "下雨"]),
        ("功率", ["功率", "多少瓦", "费电", "耗电"]),
        ("容量", ["容量", "几升", "多大容量", "几个人用"]),
        ("成分", ["成分", "配料", "添加剂", "含糖"]),
        ("配料", ["配料", "里面", "都有啥", "都有什么", "过敏", "成分", "添加剂", "含糖", "有没有糖"]),
        ("口味", ["口味", "味道", "好吃", "甜不甜", "辣不辣"]),
        ("充绒", ["充绒", "绒", "保暖", "厚不厚"]),
        ("处理器", ["处理器", "芯片", "cpu", "性能"]),
        ("摄像", ["拍照", "像素", "摄像", "相机"]),
        ("充电", ["充电", "快充"]),
        ("存储", ["存储", "内存"]),
        ("网络", ["5g", "4g", "双卡", "网络"]),
        ("噪音", ["噪音", "吵不吵", "分贝", "声音大"]),
        ("安装", ["安装"]),
        ("使用方法", ["怎么用", "咋用", "不会用", "怎么操作", "怎么煮", "咋煮", "按哪", "按什么", "多少水", "水放", "水加", "放水", "加水", "几杯水", "刻度", "放多少", "加多少"]),
        ("用量", ["用量", "用多少", "放多少", "加多少", "倒多少", "几泵"]),
        ("功能", ["功能", "按哪", "哪个键", "什么键", "哪个按钮", "哪个模式", "什么模式", "哪个档"]),
        ("冲调", ["怎么冲", "咋冲", "冲泡", "水温", "多少水", "几勺", "多少勺", "放多少", "加多少"]),
    ];

    /// <summary>The attributes of a product that a text asks for, best first.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Find(string text, Product product)
    {
        var named = product.Attributes.Where(a => text.Contains(a.Key, StringComparison.OrdinalIgnoreCase));
        var asked = Table.Where(t => t.Words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(t => product.Attributes.Where(a => a.Key.Contains(t.Attribute, StringComparison.Ordinal)));
        return named.Concat(asked).DistinctBy(a => a.Key, StringComparer.Ordinal);
    }

    /// <summary>Whether a text asks which specs there are.</summary>
    public static bool AsksSpecs(string text, string? specName) =>
        (specName is not null && text.Contains(specName, StringComparison.Ordinal))
        || new[] { "规格", "尺码", "码数", "哪些码", "几种", "哪些版本", "什么版本", "型号" }.Any(w => text.Contains(w, StringComparison.Ordinal));

    /// <summary>Whether a text asks which colours there are.</summary>
    public static bool AsksColours(string text) =>
        new[] { "颜色", "几个色", "几种色", "什么色", "哪些色", "色号" }.Any(w => text.Contains(w, StringComparison.Ordinal));

    /// <summary>Whether a text asks for the product as a whole.</summary>
    public static bool AsksOverview(string text) =>
        new[] { "介绍", "参数", "怎么样", "详情", "配置", "什么样" }.Any(w => text.Contains(w, StringComparison.Ordinal));
}
