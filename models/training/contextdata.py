"""Shoppers' turns in their dialogues: what was said before each, and what a reader makes of it there."""
import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from data import text_key
from labels import INTENTS

MARKED = Path(__file__).parent / "marked" / "context.tsv"
OTHER, CLOSING = INTENTS.index("other"), INTENTS.index("closing")

# What an agent asks for, as the product knows it from its own open question.
ASKED = {
    "order": "订单号|单号|编号|哪个订单|哪一单|这个订单",
    "phone": "电话|手机号|联系方式|号码",
    "place": "地址|地区|哪里",
    "name": "姓名|抬头|税号|公司名",
    "yes": "(吗|么|嘛|是吧|可以的?呢?)[?？~。呢哦哈亲 ]*$",
}
PICTURE = re.compile(r"#E-\w+\[数字x\]")
POLITE = re.compile("其他|其它|帮到|帮您的|效劳|服务的?[呢吗]|还有什么|别的")
# An act tells an intent when this share of at least so many training texts that have it agree.
FEWEST, SHARE = 5, 0.5


@dataclass(frozen=True)
class Turn:
    dialogue: str
    place: int
    text: str
    asked: str      # the end of what the agent said last
    before: str     # what the shopper said last
    first: bool
    act: int | None     # by the platform's act, in the dialogue
    alone: int | None   # by our label of the text, out of it
    intents: tuple = ()  # by a reader, in the dialogue; the first is the one to give, the others are as good
    kind: str = ""      # `fragment` or `confirmation` where a reader marked it, `label` where its text has one


def key_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def asks(text):
    """What the agent asks for last: polite endings such as "anything else?" ask for nothing."""
    parts = [part for part in re.split("(?<=[。!！?？~])", text) if part.strip() and not POLITE.search(part)]
    end = "".join(parts)[-40:]
    return [bool(re.search(words, end)) for words in ASKED.values()]


def intents_of_acts(labels, pairs):
    """The intent that most training texts of an act have by our labels; `other` and `closing` say nothing about it."""
    found = defaultdict(Counter)
    for text, act in pairs:
        intent = labels.get(text_key(text))
        if intent not in (None, OTHER, CLOSING):
            found[act][intent] += 1
    best = {act: counts.most_common(1)[0] + (counts.total(),) for act, counts in found.items() if act not in ("", "OTHER")}
    return {act: intent for act, (intent, count, total) in best.items() if total >= FEWEST and count >= SHARE * total}


def read_marks(path=MARKED):
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line[0] != "#"]
    return {(dialogue, int(place)): (key, kind, tuple(INTENTS.index(name) for name in intents.split()))
            for dialogue, place, key, kind, intents in rows[1:]}


def turns_of(dialogue, labels, acts, marks):
    turns, asked, before, first = [], "", "", True
    for place, said in enumerate(dialogue["turns"]):
        text = said["user"].strip()
        # The last line of a dialogue is no turn but stands for the whole.
        if text and text != "OVERALL":
            key, kind, intents = marks.get((dialogue["id"], place), (None, "", ()))
            assert key in (None, key_of(text)), f"{dialogue['id']} {place}: marked for another text"
            turns.append(Turn(dialogue["id"], place, text, asked, before, first, acts.get(said["intent"]), labels.get(text_key(text)), intents, kind))
            before, first = text, False
        asked = PICTURE.sub("", said["sys"]).strip()[-60:] or asked
    return turns
