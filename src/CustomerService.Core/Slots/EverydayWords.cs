namespace CustomerService.Core.Slots;

/// <summary>Everyday words in which a word of the shop, a colour or a place would be read wrongly.</summary>
internal static class EverydayWords
{
    private const string Words =
        // The telephone or computer as a means.
        "手机号 手机号码 手机尾号 手机验证 手机验证码 手机端 手机版 手机银行 手机短信 手机客户端 手机app 手机上 手机里 手机话费 手机流量 " +
        "手机充值 手机卡 手机支付 手机登录 手机登陆 手机绑定 手机欠费 电脑端 电脑版 电脑上 电脑登录 苹果系统 苹果版 苹果商店 苹果支付 苹果客户端 苹果官网 苹果官方 苹果客服 苹果售后 苹果店 " +
        "礼品卡 礼物卡 食品卡 京东卡 " +
        // Colours.
        "绿色通道 绿色食品 绿色环保 绿色健康 绿色无公害 白色垃圾 白色污染 黄色网站 红色预警 黑色素 黑色星期五 黑色幽默 红色警报 " +
        "豆沙包 豆沙馅 豆沙月饼 豆沙粽 豆沙糕 大红袍 大红枣 大红花 大红灯笼 肤色偏 肤色黄 肤色黑 肤色白 肤色暗 我肤色 什么肤色 的肤色 " +
        "明白的 直白的 空白的 拉黑的 网红的 分红的 " +
        // Places inside other words, and provinces that hold the end of a city's name.
        "东西 京东 网上 线上 马上 晚上 早上 以上 身上 路上 加上 今天 明天 后天 昨天 前天 指南 河南 海南 湖南 云南 山东 广东 " +
        "改成 换成 变成 完成 做成 弄成 写成 生成 当成 顺延 拖延 通常 延长 特长 家长 安装 安排 东风 大理石 三明治 日照时间 大同小异 四平八稳 " +
        "中山装 北京时间 南京东路 北京路 上海路 南京路 和平路 重庆小面 重庆火锅 金华火腿 德州扒鸡 上海滩";

    public static IReadOnlyList<string> All { get; } = Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
