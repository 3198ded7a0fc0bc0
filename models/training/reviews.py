"""Short clauses of product reviews with a clear feeling: rows for the sentiment head only."""
import random
import re
from pathlib import Path

from data import NO_LABEL, Row
from labels import SENTIMENTS

CLAUSE = re.compile(r"[^,，.。!！?？;；:：~～…、\s\d]{4,16}")
GOOD = re.compile("不错|很好|挺好|真好|太好|满意|喜欢|超值|很赞|很棒|太棒|谢谢|感谢|开心|高兴|惊喜|给力|放心|舒服|漂亮|精致|划算|实惠|贴心|热情")
BAD = re.compile("太差|很差|真差|差劲|极差|垃圾|失望|骗|坑|气人|生气|气愤|恶心|后悔|太慢|难用|无语|不满|糟|离谱|忽悠|恶劣|太烂|很烂|破烂|受不了|郁闷|上当|可恶|敷衍|浪费|投诉|倒霉")
# Denials, wishes and contrasts turn a feeling round or take it back.
TURNED = re.compile("不是|不太|不怎么|没|别|不会|不要|如果|希望|本来|以为|虽|但|除了|比较|还算|一般|不够|吗|呢")


def clauses(path, wanted, unwanted):
    with open(path, encoding="utf-8") as lines:
        found = {clause for line in lines for clause in CLAUSE.findall(line)}
    return sorted(c for c in found if wanted.search(c) and not unwanted.search(c) and not TURNED.search(c))


def read_review_clauses(folder, per_side, seed):
    """A review's mark says little about each of its clauses, so a clause must also hold a word
    that agrees with the mark."""
    sides = {
        -1: clauses(Path(folder) / "reviews-negative.txt", BAD, GOOD),
        1: clauses(Path(folder) / "reviews-positive.txt", GOOD, BAD),
    }
    chance, rows = random.Random(seed), []
    for side, found in sides.items():
        for clause in chance.sample(found, min(per_side, len(found))):
            rows.append(Row(clause, NO_LABEL, SENTIMENTS.index(side), "review"))
    return rows
