"""Light changes that keep the label: how shoppers type, not what they want."""
import random
import re

SOUND_ALIKE = [
    ("吗", "嘛"), ("吗", "么"), ("嘛", "吗"), ("的", "滴"), ("得", "的"), ("在", "再"), ("再", "在"), ("那", "哪"),
    ("哪", "那"), ("怎么", "咋"), ("什么", "啥"), ("什么", "神马"), ("没有", "木有"), ("优惠券", "优惠卷"),
    ("优惠券", "优惠劵"), ("发票", "发漂"), ("收货", "收获"), ("快递", "快弟"), ("客服", "客福"), ("物流", "物留"), ("账号", "帐号"),
    ("付款", "付钱"), ("地址", "地扯"), ("已经", "以经"), ("为什么", "为啥"), ("时候", "时侯"),
    ("包邮", "包油"), ("尺码", "尺吗"), ("颜色", "颜se"), ("可以", "可已"), ("现在", "现再"), ("东西", "东东"), ("知道", "晓得"),
    ("还", "海"), ("换货", "换获"), ("帮", "邦"), ("订单", "定单"), ("质量", "质亮"), ("有没有", "有木有"),
]
# Whatever the word, a character typed as another of the same sound.
SAME_SOUND = {
    "货": "伙获或", "修": "休", "证": "正症", "评": "平", "黑": "嘿", "筒": "桶", "价": "架", "码": "马吗", "退": "推腿", "单": "但",
    "寄": "记", "账": "帐", "款": "宽", "运": "云", "邮": "油", "费": "废", "票": "漂", "订": "定", "送": "宋", "质": "制", "量": "亮",
    "坏": "怀", "保": "宝包", "洗": "喜", "装": "庄", "包": "苞", "礼": "里", "券": "卷劵", "优": "忧", "惠": "会", "积": "机", "查": "茶",
    "催": "吹", "急": "极", "慢": "漫", "诉": "述", "请": "清", "问": "文", "型": "形", "色": "涩", "现": "线", "错": "措", "址": "只",
    "话": "画", "快": "块", "递": "第", "白": "百", "红": "宏", "蓝": "兰", "鞋": "鞵", "裤": "库", "用": "永", "膜": "摸", "粉": "份",
    "奶": "乃", "宝": "保", "听": "厅", "屏": "平", "电": "店", "充": "冲", "密": "蜜", "登": "灯", "录": "路", "转": "专", "真": "针",
}
ENDINGS = "呢啊呀哦哈"
OPENINGS = ["亲", "亲,", "亲亲,", "你好,", "您好,", "在吗,", "请问", "请问一下", "那个", "老板,", "掌柜的", "麻烦问下", "客服你好,"]
ANY_PUNCTUATION = re.compile(r"[,，.。!！?？、~～]")
LONE_DIGIT = re.compile(r"(?<![a-zA-Z0-9.:：/-])\d(?=[\u4e00-\u9fff])")
SPOKEN = "零一两三四五六七八九"
CJK_END = re.compile(r"[\u4e00-\u9fff]$")


def change(text, is_request, chance: random.Random):
    """`is_request` says that an opening word in front leaves both labels as they are."""
    if chance.random() < 0.35:
        text = ANY_PUNCTUATION.sub("", text) or text
    if chance.random() < 0.15:
        found = [pair for pair in SOUND_ALIKE if pair[0] in text]
        if found:
            text = text.replace(*chance.choice(found), 1)
    if is_request and len(text) > 3:
        if chance.random() < 0.10:
            text = chance.choice(OPENINGS) + text
        if chance.random() < 0.07 and CJK_END.search(text) and text[-1] not in "吗呢啊呀哦哈吧么嘛了":
            text += chance.choice(ENDINGS)
    if len(text) > 6 and chance.random() < 0.06:
        place = chance.randrange(len(text))
        text = text[:place] + text[place + 1:]
    return text


def mistype(text, chance: random.Random):
    """A slip of the finger, or a number as a phone writes down what it heard."""
    if chance.random() < 0.10:
        text = LONE_DIGIT.sub(lambda found: SPOKEN[int(found.group())], text)
    if len(text) > 3 and chance.random() < 0.10:
        places = [place for place, char in enumerate(text) if char in SAME_SOUND]
        if places:
            place = chance.choice(places)
            text = text[:place] + chance.choice(SAME_SOUND[text[place]]) + text[place + 1:]
    return text
