"""Rows whose slots are marked: places of characters in, labels of tokens out."""
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from tokenizer import is_dropped, normalise, stands_alone

SLOTS = ["product", "colour", "spec", "size", "quantity", "order", "place", "date", "amount"]
LABELS = ["O"] + [f"{mark}-{slot}" for slot in SLOTS for mark in "BI"]
MARKED = Path(__file__).parent / "marked"


@dataclass(frozen=True)
class Marked:
    text: str
    spans: tuple  # of (start, end, slot)
    source: str


def read_spans(cell):
    spans = []
    for part in cell.split():
        place, slot = part.split("=")
        start, end = map(int, place.split("-"))
        assert slot in SLOTS and start < end, part
        spans.append((start, end, slot))
    return tuple(spans)


def read_marked(path):
    """Rows of a file with the columns text and slots; lines that begin with # are remarks."""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line[0] != "#"]
    return [Marked(text, read_spans(spans), path.stem) for text, spans in rows[1:]]


def shown(text):
    """A text of the data as it is marked: its masks of order numbers are numbers again."""
    return re.sub(r"\[ORDERID_(\d+)\]", lambda found: f"{int(found[1]) * 2654435761 % 10 ** 12:012d}", text)


def key_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_real(path, texts):
    """Marks of texts that are not in the repository: the file has their hashes in the place of the texts."""
    known = {key_of(text): text for text in map(shown, texts)}
    return [Marked(known[row.text], row.spans, row.source) for row in read_marked(path) if row.text in known]


def tokens_of(text, tokenizer):
    """Ids of a text with the place of each in it: what `Tokenizer.encode` gives, without the marks at both ends."""
    found, word = [], []

    def flush():
        if word:
            pieces, at = tokenizer.pieces("".join(char for char, _ in word)), 0
            for piece in pieces:
                name = tokenizer.names[piece]
                size = len(word) if piece == tokenizer.unknown else len(name.removeprefix("##"))
                found.append((piece, word[at][1], word[at + size - 1][1] + 1))
                at += size
            word.clear()

    for place, original in enumerate(text):
        for char in normalise(original):
            if is_dropped(char):
                continue
            if char.isspace():
                flush()
            elif stands_alone(char):
                flush()
                word.append((char, place))
                flush()
            else:
                word.append((char, place))
    flush()
    return found


def labels_of(row, tokens):
    labels = [0] * len(tokens)
    for start, end, slot in row.spans:
        inside = [number for number, (_, first, last) in enumerate(tokens) if first < end and last > start]
        for number in inside:
            labels[number] = LABELS.index(f"I-{slot}")
        if inside:
            labels[inside[0]] = LABELS.index(f"B-{slot}")
    return labels
