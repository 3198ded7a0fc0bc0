"""Chooses how sure the small model must be for its reading to stand before the large one's.

The threshold is the least at which, on the validation rows, the two together lose at most LOSSES of what the large
model reaches alone. It goes into the small model's manifest, the figures into its card.
"""
import argparse
import json
import tempfile
from pathlib import Path

import numpy

import metrics
from data import read_dialogues, read_utterances, split
from labels import INTENTS, NOT_BUSINESS, SENTIMENTS
from publish import markdown, percent
from runner import Runner
from tokenizer import Tokenizer

SPLIT_SEED = 1
LOSSES = {"intentAccuracy": 0.005, "sentimentMacroF1": 0.005, "cost": 0.01}
GRID = numpy.round(numpy.arange(0.50, 0.991, 0.01), 2)
SHOWN = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
CHOSEN = "least that loses at most 0.5 points of the teacher's intent accuracy and of its sentiment macro-F1, and 0.01 of its cost, on the validation rows"
HEADING = "## Before the teacher"


class Both:
    """What the two models read in some rows."""

    def __init__(self, rows, runner, tokenizer, folders, manifests):
        ids = [tokenizer.encode(row.text) for row in rows]
        self.intents = numpy.array([row.intent for row in rows])
        self.sentiments = numpy.array([row.sentiment for row in rows])
        self.sure, self.felt = [], []
        for folder, manifest in zip(folders, manifests):
            found = runner.outputs(folder / "model.onnx", ids, 1)
            self.sure.append(metrics.softmax(found["intent_logits"], manifest["temperature"]["intent"]))
            self.felt.append(metrics.softmax(found["sentiment_logits"], manifest["temperature"]["sentiment"]))

    def at(self, threshold):
        """Figures where the second model's reading stands from this confidence on: 2 for the first alone, 0 for the second."""
        goes_on = numpy.minimum(self.sure[1].max(axis=1), self.felt[1].max(axis=1)) < threshold
        guess = numpy.where(goes_on, self.sure[0].argmax(axis=1), self.sure[1].argmax(axis=1))
        confidence = numpy.where(goes_on, self.sure[0].max(axis=1), self.sure[1].max(axis=1))
        felt = numpy.where(goes_on, self.felt[0].argmax(axis=1), self.felt[1].argmax(axis=1))
        business = ~numpy.isin(self.intents, [INTENTS.index(name) for name in NOT_BUSINESS])
        right = guess == self.intents
        return {
            "teacherShare": goes_on.mean(),
            "intentAccuracy": right.mean(),
            "businessIntentAccuracy": right[business].mean(),
            "sentimentMacroF1": numpy.mean(metrics.f1_by_class(self.sentiments, felt, len(SENTIMENTS))),
            "cost": self.cost(confidence, right),
        }

    # The dialogue believes a cascade from the large model's own threshold on.
    def cost(self, confidence, right):
        asked = confidence < self.believed
        return (metrics.WRONG_ANSWER * (~asked & ~right) + metrics.NEEDLESS_QUESTION * (asked & right)).mean()


def chosen(both):
    whole = both.at(2)
    for threshold in GRID:
        found = both.at(threshold)
        if all((found[name] - whole[name]) * (1 if name == "cost" else -1) <= loss for name, loss in LOSSES.items()):
            return float(threshold)
    raise SystemExit("no threshold keeps the loss: train the small model anew")


def table(both, threshold):
    rows = []
    for name, at in [("teacher alone", 2), *((f"{t:.2f}" + (", chosen" if t == threshold else ""), t) for t in sorted({*SHOWN, threshold})), ("student alone", 0)]:
        found = both.at(at)
        rows.append((name, percent(found["teacherShare"]), percent(found["intentAccuracy"]), percent(found["businessIntentAccuracy"]),
                     f"{found['sentimentMacroF1']:.3f}", f"{found['cost']:.3f}"))
    return markdown(("threshold", "to the teacher", "intent accuracy", "of business intents", "sentiment macro-F1", "cost"), rows)


def section(threshold, parts):
    return f"""{HEADING}

In a cascade (`Language:Cascade:Enabled`) this model reads every text, and the teacher again what this one is unsure of: where its intent or its sentiment is less sure than {threshold:g}. That is the {CHOSEN}. Sentence vectors are this model's for all texts. The cost counts a wrong answer {metrics.WRONG_ANSWER:g} and a needless question {metrics.NEEDLESS_QUESTION:g}, answers being believed from the teacher's threshold on.

Validation ({len(parts['validation'].intents)} rows, on which it was chosen):

{table(parts['validation'], threshold)}

Test ({len(parts['test'].intents)} rows):

{table(parts['test'], threshold)}

"""


def write(student, manifest, teacher, threshold, parts):
    manifest["cascade"] = {
        "threshold": threshold,
        "teacher": teacher["id"],
        "teacherSha256": teacher["sha256"],
        "chosen": f"{CHOSEN} ({len(parts['validation'].intents)})",
    }
    for part, both in parts.items():
        manifest["figures"].update({f"cascade.{part}.{name}": round(float(value), 4) for name, value in both.at(threshold).items()})
    order = ["base", "data", "figures"]
    manifest = {**{k: v for k, v in manifest.items() if k not in order}, **{k: manifest[k] for k in order}}
    (student / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    card = student / "MODEL_CARD.md"
    text = card.read_text(encoding="utf-8")
    if HEADING in text:
        start = text.index(HEADING)
        text = text[:start] + text[text.index("## ", start + len(HEADING)):]
    start = text.index("## Known limits")
    card.write_text(text[:start] + section(threshold, parts) + text[start:], encoding="utf-8", newline="\n")


def measure(data, teacher, student, runner):
    manifests = [json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in (teacher, student)]
    tokenizer = Tokenizer((teacher / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    rows = split(list(read_utterances(data)), read_dialogues(data), SPLIT_SEED)
    rows["test"] = rows["test-dialogue"] + rows["test-other"]
    parts = {}
    for part in ("validation", "test"):
        parts[part] = Both(rows[part], runner, tokenizer, (teacher, student), manifests)
        parts[part].believed = manifests[0]["unknownThreshold"]
    threshold = chosen(parts["validation"])
    write(student, manifests[1], manifests[0], threshold, parts)
    return section(threshold, parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--student", type=Path, required=True, help="its manifest and card are written")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "understanding-training")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    print(measure(options.data, options.teacher, options.student, Runner(options.work)))


if __name__ == "__main__":
    main()
