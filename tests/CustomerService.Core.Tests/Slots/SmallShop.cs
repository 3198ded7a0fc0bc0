using CustomerService.Core.Commerce;

namespace CustomerService.Core.Tests.Slots;

/// <summary>A small shop in code, so that tests of the rules do not depend on the sample shop's data.</summary>
internal sealed class SmallShop : ICatalogueSource
{
    public static SmallShop Source { get; } = new();

    public static Catalogue Catalogue { get; } = new(Categories(), Products(), Places());

    public Catalogue Current(string tenant) => Catalogue;

    private static List<Category> Categories() =>
    [
        new("digital", null, "数码", ["数码产品"], null, null),
        new("phone", "digital", "手机", ["智能手机", "5G手机"], "存储版本", null),
        new("phone-accessory", "digital", "手机配件", ["充电器", "手机壳"], null, null),
        new("formula", null, "奶粉", ["婴儿奶粉", "配方奶"], "段位", "mother-baby"),
        new("sneaker", null, "运动鞋", ["跑鞋", "跑步鞋", "鞋子", "球鞋"], "尺码", null),
        new("down-jacket", null, "羽绒服", ["羽绒衣"], "尺码", null),
        new("lipstick", null, "口红", ["唇膏", "唇釉"], null, null),
        new("ricecooker", null, "电饭煲", ["电饭锅"], "容量", null),
        new("snack", null, "坚果零食", ["坚果", "零食"], "净含量", null),
        new("fresh", null, "生鲜水果", ["水果", "苹果"], "规格", null),
        new("smartwatch", "digital", "智能手表", ["手表", "手环"], null, null),
    ];

    private static List<Product> Products() =>
    [
        Product("P1001", "phone", "星河X1 5G手机", "星河", ["星河X1", "X1"], ["黑色", "白色", "蓝色"], ["128G", "256G", "512G"], 99),
        Product("P1002", "phone", "星河X1 Pro 5G手机", "星河", ["X1 Pro"], ["黑色", "银色"], ["256G", "512G", "1T"], 95),
        Product("P1003", "phone", "青禾Note 12手机", "青禾", ["Note12"], ["雾松绿", "曜石黑"], ["128G", "256G"], 90),
        Product("P2001", "formula", "贝护优儿配方奶粉", "贝护", ["贝护奶粉"], [], ["1段", "2段", "3段"], 97),
        Product("P3001", "sneaker", "逐风轻跑鞋", "逐风", [], ["黑色", "白色", "灰色"], [.. Enumerable.Range(36, 9).Select(n => $"{n}码")], 92),
        Product("P3101", "down-jacket", "北境长款羽绒服", "北境", [], ["黑色", "米白色", "藏青色"], ["S", "M", "L", "XL", "XXL"], 94),
        Product("P4001", "snack", "每日坚果混合装", "谷仓记", ["每日坚果"], [], ["750g", "1500g"], 96),
        Product("P4101", "fresh", "烟台红富士苹果", "果田", ["红富士", "苹果"], [], ["5斤中果", "10斤（24–28个）"], 80),
        Product("P5102", "smartwatch", "星河手环Band 6", "星河", ["手环"], ["黑色"], ["标准版", "NFC版"], 82),
        Product("P6001", "lipstick", "绯光丝绒口红", "绯光", [], ["正红色", "豆沙色", "枫叶红"], [], 91),
        Product("P7001", "ricecooker", "米小厨智能电饭煲", "米小厨", [], ["咖色"], ["3L", "4L", "5L"], 93),
    ];

    private static List<Place> Places() =>
    [
        new("北京", "北京"), new("朝阳区", "北京"), new("海淀区", "北京"), new("上海", "上海"), new("浦东新区", "上海"),
        new("浦东", "上海"), new("杭州", "浙江"), new("余杭区", "杭州"), new("西安", "陕西"), new("成都", "四川"),
        new("开封", "河南"), new("天水", "甘肃"), new("南京", "江苏"), new("长沙", "湖南"), new("吉林", "吉林"), new("长春", "吉林"),
        new("延安", "陕西"), new("三明", "福建"), new("和平区", "天津"), new("海口", "海南"), new("拉萨", "西藏"), new("昆山", "江苏"),
        new("石家庄", "河北"), new("南通", "江苏"), new("大理", "云南"),
    ];

    private static Product Product(
        string id, string category, string name, string brand, string[] aliases, string[] colours, string[] specs, int popularity)
    {
        var skus =
            from colour in colours.DefaultIfEmpty()
            from spec in specs.DefaultIfEmpty()
            select new Sku($"{id}-{colour}-{spec}", id, colour, spec, 100m, null);
        return new(id, category, name, aliases, brand, "", 12, false, popularity, [.. skus], []);
    }
}
