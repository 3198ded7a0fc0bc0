"""Reads the data folder and splits it without leaking a dialogue or a text."""
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from labels import INTENTS, SENTIMENTS
from tokenizer import normalise

NO_LABEL = -100
WRITTEN = Path(__file__).parent / "written"


@dataclass(frozen=True)
class Row:
    text: str
    intent: int
    sentiment: int
    source: str
    topic: int = NO_LABEL


def read_utterances(folder):
    with open(Path(folder) / "utterances.tsv", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            text, intent, sentiment, source = line.rstrip("\n").split("\t")
            yield Row(text, INTENTS.index(intent), SENTIMENTS.index(int(sentiment)), source)


def read_written():
    """Rows written by hand for this project, which live beside the scripts."""
    for path in sorted(WRITTEN.glob("*.tsv")):
        with open(path, encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                text, intent, sentiment = line.rstrip("\n").split("\t")
                yield Row(text, INTENTS.index(intent), SENTIMENTS.index(int(sentiment)), f"written-{path.stem}")


def with_topics(rows, folder, dialogues):
    """Adds the platform's own fine label, where it gave one to at least five texts; noisy, so it only helps along."""
    topic_of = {text_key(turn["user"]): turn["intent"] for dialogue in dialogues for turn in dialogue["turns"]}
    with open(Path(folder) / "jddc-utterances.tsv", encoding="utf-8") as lines:
        next(lines)
        topic_of.update((text_key(text), topic) for text, topic in (line.rstrip("\n").split("\t") for line in lines))
    counts = Counter(topic_of.values())
    topics = sorted(topic for topic, count in counts.items() if count >= 5 and topic not in ("", "OTHER"))
    places = {topic: place for place, topic in enumerate(topics)}
    return [replace(row, topic=places.get(topic_of.get(text_key(row.text)), NO_LABEL)) for row in rows], len(topics)


def read_dialogues(folder):
    with open(Path(folder) / "jddc-dialogues.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_similar_pairs(folder):
    with open(Path(folder) / "jddc-sts-dev.tsv", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [(float(score), first, second) for score, first, second in rows]


def read_products(folder):
    with open(Path(folder) / "product-taxonomy-zh.txt", encoding="utf-8") as lines:
        return [line.rsplit(">", 1)[-1].split(" - ")[-1].strip() for line in lines if line[0] != "#"]


def text_key(text):
    """Texts that differ only in case, width, spaces or punctuation are the same text."""
    return re.sub(r"[\W_]+", "", normalise(text)) or normalise(text)


def parts_of_dialogues(dialogues, chance):
    """The part of each dialogue that is held out, by its id."""
    ids = sorted(dialogue["id"] for dialogue in dialogues)
    chance.shuffle(ids)
    fifth, tenth = len(ids) // 5, len(ids) // 10
    return {name: "test-dialogue" if place < fifth else "validation" for place, name in enumerate(ids[:fifth + tenth])}


def split(rows, dialogues, seed):
    """Returns lists `train`, `validation`, `test-dialogue`, `test-other`.

    A fifth of the dialogues is test, a tenth validation; of the rows outside any dialogue a
    tenth is test and a twentieth validation. A row found in a held-out dialogue never trains.
    """
    chance = random.Random(seed)
    part_of = parts_of_dialogues(dialogues, chance)
    parts_of_text = defaultdict(set)
    for dialogue in dialogues:
        for turn in dialogue["turns"]:
            parts_of_text[text_key(turn["user"])].add(part_of.get(dialogue["id"], "train"))

    other_keys = sorted({text_key(row.text) for row in rows} - parts_of_text.keys())
    chance.shuffle(other_keys)
    part_of_key = {}
    for place, key in enumerate(other_keys):
        share = place / len(other_keys)
        part_of_key[key] = "test-other" if share < 0.10 else "validation" if share < 0.15 else "train"
    for key, parts in parts_of_text.items():
        part_of_key[key] = next(p for p in ("test-dialogue", "validation", "train") if p in parts)

    split_rows = {"train": [], "validation": [], "test-dialogue": [], "test-other": []}
    for row in rows:
        split_rows[part_of_key[text_key(row.text)]].append(row)
    return split_rows
