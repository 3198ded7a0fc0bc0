"""Trains the understanding model, exports it to int8 ONNX and measures it in ONNX Runtime."""
import argparse
import hashlib
import shutil
import tempfile
import time
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy
import torch

import fit
import student
import vocabulary
from batches import in_batches
from crossfit import cross_fit
from data import NO_LABEL, Row, read_dialogues, read_products, read_similar_pairs, read_utterances, read_written, split, text_key, with_topics
from evaluation import Measured
from export import write
from labels import INTENTS, SENTIMENTS
from metrics import spearman
from publish import publish
from reviews import read_review_clauses
from runner import Runner
from talk import read_talk
from tokenizer import Tokenizer

MODEL_ID, STUDENT_ID = "service-zh-2026.11.3", "service-zh-student-2026.11.3"
# Fixed, so that figures of runs with other training seeds stay comparable.
SPLIT_SEED = 1
REVIEWS_PER_SIDE = 3000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model: model.onnx, vocab.txt, LICENSE.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder that receives the model, its manifest and cards")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "understanding-training", help="folder for checkpoints and intermediate files")
    parser.add_argument("--student", type=Path, help="folder that receives the small model for hours of many messages")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--precision", choices=("bfloat16", "float"), default="bfloat16",
                        help="of the products while training; the first wants a processor with AVX512-BF16")
    return parser.parse_args()


def training_rows(options, parts, pairs, dialogues):
    """Texts of the similarity pairs stay out, so that the figure on them is of unseen texts; so do written rows
    whose text is in validation or test. Gives the places of the kept rows in `train` too."""
    compared = {text_key(text) for pair in pairs for text in pair[1:]}
    places = [place for place, row in enumerate(parts["train"]) if text_key(row.text) not in compared]
    known = compared | {text_key(row.text) for rows in parts.values() for row in rows}
    written = [row for row in read_written() if text_key(row.text) not in known]
    rows, topics = with_topics([parts["train"][place] for place in places] + written, options.data, dialogues)
    reviews = read_review_clauses(options.data, REVIEWS_PER_SIDE, SPLIT_SEED)
    products = [Row(name, NO_LABEL, NO_LABEL, "product") for name in sorted(set(read_products(options.data)))]
    return places, rows, reviews, products, topics


def kept(options, name, texts, make):
    """An array in the work folder, under the name of the texts it belongs to."""
    path = options.work / f"{name}-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:16]}.npy"
    if not path.exists():
        numpy.save(path, make())
    return numpy.load(path)


def kept_weights(path, model, make):
    """The model with the weights of a file in the work folder; `make` gives the model of one epoch after the other."""
    if not path.exists():
        for made in make():
            torch.save(made.state_dict(), path)
    model.load_state_dict(torch.load(path))
    return model.eval()


def logits_of(model, rows, tokenizer, bfloat16=False):
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        return [found.float().numpy() for found in in_batches(model, [tokenizer.encode(row.text) for row in rows])[:2]]


def in_tenth(row):
    """A tenth of the real rows, which one run leaves out."""
    return row.source.startswith("jd") and zlib.crc32(text_key(row.text).encode()) % 10 == 3


@dataclass(frozen=True)
class Run:
    """`starts_from` names runs, none for the base model; `without` names files of written rows; `dialogues` is how
    often the rows of real dialogues are read in an epoch."""
    name: str
    seed: int
    starts_from: tuple = ()
    without: tuple = ()
    spares_tenth: bool = False
    dialogues: int = 1
    epochs: int = 3
    rate: float = 1.0


NEWEST = ("jd-weak", "taobao-orders", "taobao-presale")
RUNS = (
    Run("early-1", 1, without=NEWEST),
    Run("early-2", 2, without=NEWEST),
    Run("late-3", 3, ("early-1", "early-2"), epochs=2, rate=0.6),
    Run("late-4", 4, ("early-1", "early-2"), without=("taobao-orders",), epochs=2, rate=0.6),
    Run("whole-3", 3, spares_tenth=True),
)
TEACHERS = ("late-3", "late-4", "whole-3")
LAST = (
    Run("last-1", 0, TEACHERS, epochs=1, rate=0.5),
    Run("last-2", 0, ("last-1", "late-3", "late-4"), dialogues=3, epochs=1, rate=0.4),
)


class Training:
    """The rows with all that is known of them, and the stages of the training; each leaves its result in the work folder."""

    def __init__(self, options, parts, pairs, dialogues, tokenizer):
        self.options, self.parts, self.tokenizer, self.bfloat16 = options, parts, tokenizer, options.precision == "bfloat16"
        places, rows, reviews, products, self.topics = training_rows(options, parts, pairs, dialogues)
        self.labelled, self.counts = rows, (len(rows), len(reviews), len(products))
        self.rows = rows + reviews + products
        log(f"{len(rows)} rows to train on, {len(reviews)} review clauses, {len(products)} product names, {self.topics} topics")
        self.believed = kept(options, "out-of-fold", [f"{row.text}\t{row.intent}\t{row.sentiment}" for row in parts["train"]],
                             lambda: cross_fit(parts["train"], tokenizer, options.base, self.bfloat16, log))[places]
        self.vectors = torch.from_numpy(kept(options, "vectors", [row.text for row in self.rows], lambda: fit.teacher_vectors(
            options.base, tokenizer.encode_for_base, [row.text for row in self.rows], self.bfloat16).numpy()))
        log("vectors of the base model are there")

    def new_model(self):
        return fit.new_model(self.options.base)

    def run(self, run):
        """Against the labels and, for real rows, what the folds' models think."""
        targets = self.targets()
        out = [row.source.removeprefix("written-") in run.without or run.spares_tenth and in_tenth(row) for row in self.rows]
        places = [place for place, left in enumerate(out) if not left]
        return kept_weights(self.options.work / f"run-{run.name}.pt", self.new_model(), lambda: self.told(run.name, fit.train(
            self.mean_of(run.starts_from), [self.rows[place] for place in places], targets.at(torch.tensor(places)), self.topics,
            self.tokenizer, run.seed, run.epochs, run.rate, self.bfloat16, log)))

    def targets(self):
        targets = fit.targets_of(self.rows, self.vectors)
        real = torch.tensor([row.source.startswith("jd") for row in self.rows])
        opinion = torch.zeros(len(self.rows), len(INTENTS))
        opinion[:len(self.believed)] = torch.from_numpy(self.believed[:, :len(INTENTS)])
        return replace(targets, intents=fit.blended(targets.intents, opinion, real, fit.SETTINGS["out-of-fold share"]))

    def mean_of(self, names):
        """The base model with new heads, or the mean of some runs' weights: runs from the same start end near each
        other, and their mean generalises better than any one of them."""
        model = self.new_model()
        if names:
            states = [torch.load(self.options.work / f"run-{name}.pt") for name in names]
            model.load_state_dict({name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]})
        return model

    def told(self, name, models):
        for model in models:
            guess = logits_of(model, self.parts["validation"], self.tokenizer)
            right = [int(best) == row.intent for best, row in zip(guess[0].argmax(1), self.parts["validation"])]
            log(f"{name}: intent accuracy on validation {sum(right) / len(right):.4f}")
            yield model

    def distilled(self, run):
        """Against the same targets and the mean of the teachers' logits."""
        places = [place for place, row in enumerate(self.rows) for _ in range(run.dialogues if row.source == "jd-dialogue" else 1)]
        kept_weights(self.options.work / f"run-{run.name}.pt", self.new_model(), lambda: self.told(run.name, fit.train(
            self.mean_of(run.starts_from), [self.rows[place] for place in places],
            self.targets_with_opinion(TEACHERS).at(torch.tensor(places)), self.topics, self.tokenizer,
            run.seed, run.epochs, run.rate, self.bfloat16, log)))

    def targets_with_opinion(self, names):
        targets, share = self.targets(), fit.SETTINGS["runs' share"]
        opinions = [logits_of(self.mean_of([name]).eval(), self.rows, self.tokenizer, self.bfloat16) for name in names]
        intents, sentiments = (sum(each) / len(names) for each in zip(*opinions))
        return replace(targets, intents=fit.blended(targets.intents, intents, targets.intents.sum(1) > 0, share),
                       sentiments=fit.blended(targets.sentiments, sentiments, targets.sentiments.sum(1) > 0, share))


def torch_outputs(model):
    def outputs(sequences):
        found = in_batches(model, sequences)
        return {name: value.numpy() for name, value in zip(("intent_logits", "sentiment_logits", "embedding"), found)}
    return outputs


def base_likeness(options, pairs, tokenizer):
    """Of the base model, with the punctuation that it was taught."""
    first, second = (
        fit.teacher_vectors(options.base, tokenizer.encode_for_base, [pair[side] for pair in pairs]) for side in (1, 2))
    return spearman([pair[0] for pair in pairs], (first * second).sum(dim=1).numpy())


def log(message):
    print(time.strftime("%H:%M:%S"), message, flush=True)


def release(training, model, folder, model_id, cards, pairs):
    """Writes the model, measures it and publishes the figures."""
    options, tokenizer = training.options, training.tokenizer
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary.write(options.base / "vocab.txt", folder / "vocab.txt")
    shutil.copyfile(options.base / "LICENSE.txt", folder / "LICENSE-base.txt")
    write(model, options.work / "float.onnx", int8=False)
    write(model, folder / "model.onnx", int8=True, seen=[tokenizer.encode(row.text) for row in training.labelled[::10]])

    log("measuring")
    runner = Runner(options.work)
    measured = {part: training.parts[part] for part in ("validation", "test-dialogue", "test-other")}
    engines = {
        "int8": lambda ids: runner.outputs(folder / "model.onnx", ids, 1),
        "int8Batch32": lambda ids: runner.outputs(folder / "model.onnx", ids, 32),
        "float": lambda ids: runner.outputs(options.work / "float.onnx", ids, 32),
        "torch": torch_outputs(model),
    }
    results = {name: Measured(measured, outputs, tokenizer, pairs) for name, outputs in engines.items()}
    publish(folder, model_id, cards, options, training.parts, training.counts, results,
            base_likeness(options, pairs, tokenizer), runner, tokenizer, engines["int8"])
    log(f"written to {folder}")


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer([piece for piece, _ in vocabulary.read(options.base / "vocab.txt")])
    dialogues = read_dialogues(options.data)
    parts = split(list(read_utterances(options.data)), dialogues, SPLIT_SEED)
    pairs = read_similar_pairs(options.data)

    training = Training(options, parts, pairs, dialogues, tokenizer)
    for run in RUNS:
        training.run(run)
    for run in LAST:
        training.distilled(run)
    large = fit.lean(training.mean_of([run.name for run in LAST])).eval()
    release(training, large, options.out, MODEL_ID, {"MODEL_CARD.md": "MODEL_CARD.md", "DATA_CARD.md": "DATA_CARD.md"}, pairs)
    if options.student:
        talk = read_talk(parts, pairs, dialogues, options.data, SPLIT_SEED)
        small = kept_weights(options.work / "student.pt", student.small_model(large), lambda: training.told("student", student.teach(
            large, training.rows, talk, tokenizer, SPLIT_SEED, training.bfloat16, log)))
        release(training, small, options.student, STUDENT_ID, {"STUDENT_CARD.md": "MODEL_CARD.md"}, pairs)


if __name__ == "__main__":
    main()
