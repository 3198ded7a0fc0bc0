"""Leaves out of written rows those that near a row of the evaluation set or repeat another: screen.py EVALUATION FILE..."""
import sys
from pathlib import Path

from data import text_key

NEAR = 0.8


def trigrams(key):
    padded = f"^{key}$"
    return {padded[i:i + 3] for i in range(max(1, len(padded) - 2))}


def near(grams, known):
    return any(len(grams & other) >= NEAR * len(grams | other) for other in known)


def texts_of(path):
    """The column `text` of a table that may begin with remarks."""
    lines = [line.rstrip("\n") for line in open(path, encoding="utf-8") if line.strip() and line[0] != "#"]
    place = lines[0].split("\t").index("text")
    return [line.split("\t")[place] for line in lines[1:]]


def main(evaluation, files):
    held = {text_key(text) for text in texts_of(evaluation)}
    held_grams = [trigrams(key) for key in held]
    seen = set()
    for path in files:
        kept, near_held, repeated = [], 0, 0
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        for line in lines[1:]:
            key = text_key(line.split("\t")[0])
            if key in held or near(trigrams(key), held_grams):
                near_held += 1
            elif key in seen:
                repeated += 1
            else:
                kept.append(line)
            seen.add(key)
        Path(path).write_text("\n".join([lines[0]] + kept) + "\n", encoding="utf-8")
        # Figures only: nobody who writes rows or trains reads the evaluation set.
        print(f"{path}: {len(kept)} kept, {near_held} near the evaluation set, {repeated} repeated")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
