"""Talk without labels, for the student."""
import random
import re
from pathlib import Path

from data import parts_of_dialogues, text_key

REVIEW_SENTENCES = 6000
SENTENCE = re.compile(r"[^。!！?？;；~～…\s]{6,40}")


def read_talk(parts, pairs, dialogues, data, split_seed):
    """What shoppers and agents said in dialogues that are not held out, and sentences of reviews. A text of
    validation, test or the similarity pairs stays out."""
    held = {text_key(row.text) for name, rows in parts.items() if name != "train" for row in rows}
    held |= {text_key(text) for pair in pairs for text in pair[1:]}
    part_of = parts_of_dialogues(dialogues, random.Random(split_seed))
    found = {turn[side] for dialogue in dialogues if dialogue["id"] not in part_of for turn in dialogue["turns"] for side in ("user", "sys")}
    sentences = set()
    for side in ("negative", "positive"):
        with open(Path(data) / f"reviews-{side}.txt", encoding="utf-8") as lines:
            sentences.update(sentence for line in lines for sentence in SENTENCE.findall(line))
    found.update(random.Random(split_seed).sample(sorted(sentences), REVIEW_SENTENCES))
    return sorted(text for text in found if text and text_key(text) not in held)
