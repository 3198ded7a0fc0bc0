"""The stages of the training; each leaves its result in the work folder."""
import hashlib
import time
import zlib
from dataclasses import replace

import numpy
import torch

import fit
from batches import in_batches
from crossfit import cross_fit
from data import NO_LABEL, Row, read_products, read_written, text_key, with_topics
from labels import INTENTS
from reviews import read_review_clauses
from runs import TEACHERS

# Fixed, so that figures of runs with other training seeds stay comparable.
SPLIT_SEED = 1
REVIEWS_PER_SIDE = 3000


def log(message):
    print(time.strftime("%H:%M:%S"), message, flush=True)


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
    """The model with the weights of a file in the work folder; `make` gives the model of one epoch after the other,
    and the file has its name when the last one is there."""
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for made in make():
            torch.save(made.state_dict(), unfinished)
        unfinished.rename(path)
    model.load_state_dict(torch.load(path))
    return model.eval()


def logits_of(model, rows, tokenizer, bfloat16=False):
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        return [found.float().numpy() for found in in_batches(model, [tokenizer.encode(row.text) for row in rows])[:2]]


def in_tenth(row):
    """A tenth of the real rows, which one run leaves out."""
    return row.source.startswith("jd") and zlib.crc32(text_key(row.text).encode()) % 10 == 3


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
