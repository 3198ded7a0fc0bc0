"""Values to put in the place of marked ones, so that the head learns the words around them and not a list."""

PLACES = """北京 上海 广州 深圳 天津 重庆 成都 武汉 杭州 南京 西安 沈阳 苏州 长沙 郑州 青岛 大连 宁波 合肥 福州 厦门 济南 哈尔滨 长春 石家庄
太原 南昌 昆明 贵阳 南宁 海口 兰州 西宁 银川 拉萨 呼和浩特 无锡 常州 徐州 扬州 温州 嘉兴 金华 泉州 漳州 烟台 潍坊 临沂 洛阳 开封 宜昌 襄阳
株洲 岳阳 珠海 佛山 中山 惠州 汕头 湛江 桂林 北海 绵阳 宜宾 遵义 曲靖 咸阳 宝鸡 天水 哈密 伊犁 库尔勒 常熟 张家港 江阴 慈溪 诸暨 晋江 石狮
顺德 增城 浏阳 仁怀 瑞丽 敦煌 满洲里 二连浩特 绥芬河 靖江 海宁 桐乡 永康 乐清 福清 寿光 即墨 荣成 巩义 新郑 宜都 潜江 醴陵 都江堰 广东 浙江
江苏 山东 河北 河南 湖北 湖南 四川 福建 安徽 江西 辽宁 吉林 黑龙江 陕西 山西 甘肃 青海 云南 贵州 广西 海南 内蒙古 宁夏 新疆 西藏 香港 台湾
海淀 朝阳区 浦东 徐汇区 天河区 福田 南山区 江宁 萧山 余杭 高新区 滨江区 锦江区 渝北区 雁塔区 光谷 五道口 虹桥 白云机场 大学城 火车站 万科城
日本 韩国 加拿大 国外 乡下 村里 镇上 珠三角 东北""".split()

COLOURS = """黑色 白色 红色 蓝色 绿色 黄色 紫色 灰色 粉色 棕色 橙色 金色 银色 咖色 米色 杏色 驼色 藏青 墨绿 酒红 天蓝 浅灰 深灰 米白 玫瑰金
香槟色 卡其色 军绿 湖蓝 宝蓝 薄荷绿 樱花粉 雾霾蓝 豆沙色 焦糖色 奶茶色 燕麦色 冰川蓝 星空灰 曜石黑 象牙白 珍珠白 石墨黑 抹茶绿 芋泥紫 克莱因蓝
烟灰 亚麻色 原木色 透明 格子 条纹 花的 黑 白 红 蓝 绿 灰 粉 紫 黄 银 金""".split()

UNITS = "g gb G T L 升 毫升 ml kg 公斤 斤 克 寸 英寸 匹 瓦 w 米 厘米 cm mm 毫安 mah 度 片装 支装 粒 段 层 p 核 hz".split()
VERSIONS = """标准版 升级版 旗舰版 青春版 豪华款 基础款 加厚款 加绒款 单人份 家庭装 试用装 补充装 礼盒装 国行 港版 蓝牙版 无线版 原味 草莓味 香辣味
五香味 海盐味 巧克力味 无糖 微糖 一段 二段 3段 双开门 折叠款 充电款 静音款 大杯 小袋 四人座 左手 男款 女款""".split()
SIZES = "S M L XL XXL XXXL 2XL 3XL xs xl s m l 大号 中号 小号 加大码 均码 大码 小码".split()
MEASURES = "件 台 个 箱 双 盒 瓶 袋 包 条 套 部 支 桶 罐 本 把 张 份 只 床 块 斤 提".split()
DAYS = """今天 明天 后天 大后天 昨天 前天 今晚 明早 昨晚 周一 周三 周五 周六 周日 下周一 下周二 下周五 上周四 本周六 星期三 礼拜天 周末 这周末 月底
下个月 上个月 年前 年后 元旦 春节 国庆 中秋 双十一 双十二 618 五一 端午 情人节 圣诞 开学 暑假 今年 去年 今早 今天中午 明天上午 后天晚上""".split()
DIGITS = "零一二三四五六七八九"


def counted(chance, most):
    number = chance.randint(1, most)
    return DIGITS[number] if number < 10 and chance.random() < 0.5 else str(number)


def chinese(number):
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 1 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    return DIGITS[hundreds] + "百" + ("" if rest == 0 else DIGITS[rest // 10] if rest % 10 == 0 else chinese(rest) if rest > 9 else "零" + DIGITS[rest])


def amount(chance):
    number = chance.choice([chance.randint(1, 99), chance.randint(100, 999), chance.randint(1000, 9999)])
    said = chinese(number) if number < 1000 and chance.random() < 0.4 else str(number)
    if chance.random() < 0.1:
        said = f"{number}.{chance.randint(1, 99)}"
    return said + chance.choice(["元", "块", "块钱", "", ""])


def date(chance):
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(DAYS)
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 30)}{chance.choice('号日')}" if kind < 0.75 else f"{counted(chance, 30)}号"
    hour = f"{chance.choice(['上午', '下午', '晚上', '早上', ''])}{counted(chance, 12)}点{chance.choice(['', '', '半', '多'])}"
    return day if kind < 0.85 else chance.choice(DAYS[:24]) + hour if kind < 0.93 else hour


def order(chance):
    return chance.choice(["", "", "", "", "JD", "SF", "E"]) + "".join(chance.choice("0123456789") for _ in range(chance.randint(9, 18)))


def place(chance):
    if chance.random() < 0.85:
        return chance.choice(PLACES)
    road = chance.choice(["人民路", "解放大道", "中山街", "文化路", "幸福小区", "和平里", "工业园"])
    return f"{chance.choice(PLACES[:100])}{chance.choice(['', '市', '区', '县'])}{road}{chance.randint(1, 300)}{chance.choice(['号', '栋', '弄'])}"


def made(slot, chance):
    """A new value of a slot; None where only values of the rows will do."""
    if slot == "colour":
        return chance.choice(COLOURS)
    if slot == "spec":
        return counted(chance, 600) + chance.choice(UNITS) if chance.random() < 0.6 else chance.choice(VERSIONS)
    if slot == "size":
        return chance.choice(SIZES) + chance.choice(["", "", "码"]) if chance.random() < 0.6 else f"{chance.randint(34, 48)}{chance.choice(['码', '码', '', '号'])}"
    if slot == "quantity":
        return counted(chance, 20) + chance.choice(MEASURES)
    makers = {"amount": amount, "date": date, "order": order, "place": place}
    return makers[slot](chance) if slot in makers else None


def varied(row, chance, products):
    """The row with other values in the place of most of its own."""
    text, spans, at = "", [], 0
    for start, end, slot in sorted(row.spans):
        text += row.text[at:start]
        value = row.text[start:end]
        if chance.random() < 0.75:
            value = chance.choice(products) if slot == "product" else made(slot, chance)
        spans.append((len(text), len(text) + len(value), slot))
        text, at = text + value, end
    return text + row.text[at:], tuple(spans)
