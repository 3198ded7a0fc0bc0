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
ENDINGS = "呢啊呀哦哈"
OPENINGS = ["亲", "亲,", "亲亲,", "你好,", "您好,", "在吗,", "请问", "请问一下", "那个", "老板,", "掌柜的", "麻烦问下", "客服你好,"]
ANY_PUNCTUATION = re.compile(r"[,，.。!！?？、~～]")
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
