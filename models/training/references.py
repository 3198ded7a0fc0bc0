"""Texts of our own with the results a faithful implementation must repeat."""
import json

from labels import INTENTS, SENTIMENTS
from metrics import softmax

TOKENIZER_TEXTS = [
    "黑色256G的iPhone有现货吗？",
    "你好",
    "这件T恤有XXL码吗?我175cm,80kg",
    "ＡＢＣ１２３全角字母，怎么退货！",
    "Mate60Pro+ 12GB/512GB 什么时候补货～",
    "订单号 JD-2026_1101#88 到哪了",
    "😀好的👌🏻谢谢",
    "ok👍收到❤️",
    "𠮷野家的券能用吗",
    "㐂寿司礼盒送长辈合适吗",
    "①发货②开票③改地址",
    "室温25℃能放吗，容量500㎖",
    "¥199.00跟$29.9哪个划算",
    "满300减50%?A+B=C|D^E~F`G",
    "【活动】「赠品」《说明书》…没收到——",
    "“双引号”和‘单引号’·间隔",
    "café résumé naïve",
    "ありがとうございます",
    "한국어 지원되나요",
    "مرحبا كيف الحال",
    "Спасибо, всё хорошо",
    "hello\u200bworld\u3000你\u00a0好",
    "\ufeff开头有看不见的字符",
    "e\u0301 和 é 一样吗",
    "ﬁne ﬀ Ⅷ ½ ㈱",
    "[MASK][CLS][SEP][UNK][PAD]",
    "a_b__c snake_case_word",
    "user@example.com https://example.com/a?b=1&c=%E4%BD%A0",
    "IPHONE iPhone iphone ＩＰＨＯＮＥ",
    "wifi6路由器2.4g和5g有什么区别",
    "龘靐齉爩",
    "1",
    "？？？",
    "   前后都有空格   ",
    "138****5678 是我的号码",
    "STRASSE Straße ŞÇ",
    "x" * 101 + "太长的词",
    "9" * 40 + "号",
    "这个冰箱" * 40 + "还有货吗",
    "我想问一下上周五买的那台洗衣机到现在都没有人联系我安装，打了好几次电话都说会尽快处理，可是一直没有消息，"
    "家里老人小孩的衣服都堆着没法洗，你们到底什么时候能派师傅上门，今天能不能给个准话？",
]

MODEL_TEXTS = [
    "你好,在吗", "好的,谢谢啦", "这款黑色的还有现货吗", "买贵了可以补差价吗", "店铺优惠券在哪里领", "这个杯子是什么材质的",
    "这两款耳机哪个更适合跑步用", "想送女朋友生日礼物,有什么推荐", "帮我把收货地址改成公司", "可以用花呗分期付款吗",
    "我的快递到哪里了", "衣服不合身想退货", "退款什么时候能到账", "手表保修几年", "空气炸锅怎么预热", "麻烦开一张电子发票",
    "登录密码忘记了怎么办", "你们家质量太差了,简直骗人", "我要转人工客服", "今天天气真不错",
]


def write_tokenizer_reference(path, tokenizer):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for text in TOKENIZER_TEXTS:
            out.write(text + "\t" + " ".join(map(str, tokenizer.encode(text))) + "\n")


def write_model_reference(path, tokenizer, outputs_of, temperature):
    """Each text alone in its batch: the range of the int8 inputs is taken over the whole batch."""
    found = outputs_of([tokenizer.encode(text) for text in MODEL_TEXTS])
    intents = softmax(found["intent_logits"], temperature[0])
    sentiments = softmax(found["sentiment_logits"], temperature[1])
    rows = []
    for text, sure, felt, vector in zip(MODEL_TEXTS, intents, sentiments, found["embedding"]):
        rows.append({
            "text": text,
            "intent": INTENTS[sure.argmax()],
            "sentiment": SENTIMENTS[felt.argmax()],
            "intentProbabilities": {name: round(float(p), 4) for name, p in zip(INTENTS, sure)},
            "sentimentProbabilities": {str(name): round(float(p), 4) for name, p in zip(SENTIMENTS, felt)},
            "embeddingStart": [round(float(v), 4) for v in vector[:8]],
        })
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        json.dump(rows, out, ensure_ascii=False, indent=1)
        out.write("\n")
