using System.Text;

namespace CustomerService.Storage.Tests.Shop;

/// <summary>A folder with a small shop, whose files a test changes before it imports them.</summary>
internal sealed class ShopFolder : IDisposable
{
    public const string Yaml = """
        name: 小店
        timeZone: Asia/Shanghai
        defaultCity: 北京
        serviceHours: {start: "08:00", end: "24:00"}
        freight: {freeOver: 59, fee: 8, remoteFee: 15.50, remoteRegions: [新疆, 西藏]}
        returns:
          days: 7
          exchangeDays: 15
          qualityDays: 30
          freightPayer: 质量问题由本店承担
          conditions: [商品完好]
          excluded: [food]
          steps: [申请, 寄回]
        invoice:
          types: [电子普通发票, 专用发票]
          howTo: 在订单里申请
        payments: [微信支付, 支付宝]
        returnAddress: 河北省廊坊市1号
        """;

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["shop.yaml"] = Yaml,
        ["categories.csv"] = """
            id,parent,name,aliases,specName,audience
            digital,,数码,,,
            phone,digital,手机,智能手机|5G手机,存储版本,
            food,,食品,,,mother-baby
            """,
        ["products.csv"] = """
            id,category,name,aliases,brand,summary,warrantyMonths,featured,popularity
            P1,phone,星X1,X1|星X,星,"好, 用",12,true,99
            P2,food,奶粉,,贝,,,,
            """,
        ["skus.csv"] = """
            id,product,colour,spec,price,listPrice
            P1-BLACK,P1,黑色,256G,3299,3599.90
            P1-WHITE,P1,白色,256G,3299,
            P2-1,P2,,1段,268.50,
            """,
        ["attributes.csv"] = "product,name,value\nP1,屏幕,6.67英寸\nP1,电池,5200mAh\n",
        ["warehouses.csv"] = "id,name,city\nBJ,北京仓,北京\nSH,上海仓,上海\n",
        ["stock.csv"] = "sku,warehouse,quantity,restock\nP1-BLACK,BJ,36,\nP1-BLACK,SH,0,+7d\nP2-1,SH,3,2026-12-01\n",
        ["delivery.csv"] = "warehouse,city,days,cutoff\nBJ,北京,1,24:00\nBJ,*,3,18:00\nSH,上海,1,\n",
        ["cities.csv"] = "city,province\n北京,北京\n朝阳区,北京\n杭州,浙江\n",
        ["orders.csv"] = """
            id,shopper,receiver,phone,city,address,status,placedAt,paidAt,shippedAt,deliveredAt,carrier,trackingNo,payment,invoice,note
            O1,m1,王小明,13812345678,北京,朝阳区1号,paid,-1d 21:35,-1d 21:36,,,,,微信支付,,
            O2,m1,李**,138****5678,北京,朝阳区1号,shipped,-3d 14:05,-3d 14:06,-2d 09:00,,星河快运,XH1,支付宝,电子普通发票,
            O3,m2,赵六,+86 139 0000 1111,上海,黄浦区2号,pending_payment,2026-11-20T09:00:00+08:00,,,,,,,,
            O4,m2,赵六,139****1111,上海,黄浦区2号,packing,-1d 08:00,-1d 08:01,,,,,余额,,
            """,
        ["order_items.csv"] = "order,sku,quantity,price\nO1,P1-BLACK,2,3299\nO2,P2-1,1,268.50\nO3,P2-1,1,268.50\nO4,P1-WHITE,1,3299\n",
        ["traces.csv"] = "order,at,place,text\nO2,-2d 09:00,北京,已揽收\nO2,-1d 08:00,上海,到达转运中心\n",
        ["refunds.csv"] = "order,status,amount,appliedAt,account,expectedAt\nO2,approved,100,-1d 10:00,支付宝,+2d\n",
        ["coupons.csv"] = "id,title,threshold,amount,scope,startsAt,endsAt,howToGet\nC1,满减,199,15,all,-10d,+0d,领券中心\nC2,旧券,0,5,P1,-10d,-1d,\n",
        ["campaigns.csv"] = "id,title,startsAt,endsAt,scope,text\nA1,冬日满减,-3d,+7d,phone,每满300减40\n",
        ["warranty.csv"] = "scope,months,text,servicePoint\ndigital,6,数码保修,线上\nphone,12,手机保修,服务站\n",
        ["faq.csv"] = "id,intent,question,similar,answer\nF1,shipping,多久发货？,什么时候发货|几天发货,24小时内。\n",
    };

    public ShopFolder()
    {
        Directory.CreateDirectory(Path);
        foreach (var (file, text) in Files)
            Write(file, text);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "shop-" + Guid.NewGuid().ToString("N"));

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] bytes) => File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);

    public string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    public void Append(string file, string row) => Write(file, Read(file).TrimEnd('\n') + "\n" + row + "\n");

    public void Replace(string file, string old, string by) => Write(file, Read(file).Replace(old, by, StringComparison.Ordinal));

    public void Keep(params string[] files)
    {
        foreach (var path in Directory.GetFiles(Path).Where(p => !files.Contains(System.IO.Path.GetFileName(p))))
            File.Delete(path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
