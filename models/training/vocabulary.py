"""The pieces of the base model's vocabulary that a text can hold."""
import re

from tokenizer import stands_alone

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def can_occur(piece):
    """A character that stands alone is a word, so no longer piece holds one: seven thousand "##" pieces with an
    ideograph and the unused places are never met."""
    if piece in MARKS:
        return True
    return len(piece) == 1 or not (re.match(r"\[unused\d+\]$", piece) or any(map(stands_alone, piece.removeprefix("##"))))


def read(path):
    """Pairs of a kept piece and its line in the file; a file that was written from them is kept whole."""
    with open(path, encoding="utf-8") as lines:
        pieces = [line.rstrip("\n") for line in lines]
    return [(piece, place) for place, piece in enumerate(pieces) if can_occur(piece)]


def write(base, path):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(piece + "\n" for piece, _ in read(base))
