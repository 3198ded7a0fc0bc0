"""Measures whether the dialogue helps to understand a turn; changes no model: context.py --model FOLDER --data FOLDER --work FOLDER"""
import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy
import torch

import contextdata
import contextfit
import contextpair
from contextdata import OTHER
from contextfit import Context, Read
from data import parts_of_dialogues, read_dialogues, read_utterances, split, text_key
from metrics import NEEDLESS_QUESTION, WRONG_ANSWER, expected_calibration_error
from runner import Runner
from slots import tokenizer_of
from stages import SPLIT_SEED

SEEDS = (1, 2, 3)
STEPS = numpy.arange(0.3, 0.96, 0.05)
INPUTS = {
    "text": ["text"],
    "text, topic": ["text", "topic"],
    "text, topic, what was asked for": ["text", "topic", "asked for"],
    "text, agent's words": ["text", "agent"],
    "text, shopper's words": ["text", "shopper"],
    "text, history": ["text", "history"],
    "all of these": ["text", "topic", "history", "asked for", "agent", "shopper"],
}
GROUPS = {
    "fragments": lambda turn: turn.kind == "fragment",
    "with an intent": lambda turn: turn.kind == "fragment" and turn.intents[0] != OTHER,
    "idle": lambda turn: turn.kind == "fragment" and turn.intents[0] == OTHER,
    "confirmations": lambda turn: turn.kind == "confirmation",
    "own label": lambda turn: turn.kind == "label",
}


def read_turns(data):
    """Turns of each part; those that no reader marked are known by the label of their text, unless that is `other`."""
    dialogues, rows = read_dialogues(data), list(read_utterances(data))
    part_of = parts_of_dialogues(dialogues, random.Random(SPLIT_SEED))
    taught = {text_key(row.text): row.intent for row in split(rows, dialogues, SPLIT_SEED)["train"]}
    with open(data / "jddc-utterances.tsv", encoding="utf-8") as lines:
        next(lines)
        acts = [tuple(line.rstrip("\n").split("\t")) for line in lines]
    acts += [(turn["user"], turn["intent"]) for dialogue in dialogues if dialogue["id"] not in part_of for turn in dialogue["turns"]]
    acts = contextdata.intents_of_acts(taught, acts)
    labels, marks = {text_key(row.text): row.intent for row in rows}, contextdata.read_marks()
    turns = {name: [] for name in ("train", "validation", "test-dialogue")}
    for dialogue in dialogues:
        for turn in contextdata.turns_of(dialogue, labels, acts, marks):
            if not turn.intents and turn.alone not in (None, OTHER):
                turn = replace(turn, intents=(turn.alone,), kind="label")
            turns[part_of.get(dialogue["id"], "train")].append(turn)
    print(f"{len(acts)} acts tell an intent")
    return turns.values()


def judged(context):
    """Places of the turns that costs are of: known, and no greeting or thanks by the model, which stay as they are."""
    guess = context.shares.argmax(axis=1)
    return numpy.array([place for place, turn in enumerate(context.turns)
                        if turn.kind in ("fragment", "label") and guess[place] not in contextfit.LIGHT])


def costs(context, shares, threshold):
    """Of each judged turn, whether it is answered at a threshold, and whether the guess is right. Every question back
    costs, not only a needless one: a better reading is to save questions."""
    places = judged(context)
    answered = (shares[places].max(axis=1) >= threshold) & (shares[places].argmax(axis=1) != OTHER)
    hit = numpy.array([shares[place].argmax() in context.turns[place].intents for place in places])
    return NEEDLESS_QUESTION * ~answered + WRONG_ANSWER * (answered & ~hit), answered, hit


class Report:
    def __init__(self, validation, test, threshold):
        self.validation, self.test, self.places = validation, test, judged(test)
        self.before = costs(test, test.shares, threshold)[0]
        self.groups = {name: [p for p, turn in enumerate(test.turns) if wanted(turn)] for name, wanted in GROUPS.items()}
        self.acted = [p for p, turn in enumerate(test.turns) if turn.act is not None and test.asked[p]]
        print("\n| | " + " | ".join(f"{name}, {len(places)}" for name, places in self.groups.items()) + f" | acts of the asked, {len(self.acted)} |")

    def show(self, name, found, threshold=None):
        """`found` are pairs of the shares on validation and test, one for each seed; the threshold, where none is
        given, is the cheapest on validation. Right is the first intent of the reader, in brackets any that he accepts."""
        turns, cells = self.test.turns, []
        for places in self.groups.values():
            first = [numpy.mean([shares[p].argmax() == turns[p].intents[0] for p in places]) for _, shares in found]
            accepted = [numpy.mean([shares[p].argmax() in turns[p].intents for p in places]) for _, shares in found]
            cells.append(f"{numpy.mean(first):.3f} ± {numpy.std(first):.3f} ({numpy.mean(accepted):.3f})")
        acts = [numpy.mean([shares[p].argmax() == turns[p].act for p in self.acted]) for _, shares in found]
        print(f"| {name} | " + " | ".join(cells) + f" | {numpy.mean(acts):.3f} ± {numpy.std(acts):.3f} |")
        for validation, shares in found:
            self.price(shares, threshold or min(STEPS, key=lambda step: costs(self.validation, validation, step)[0].mean()))

    def price(self, shares, threshold):
        price, answered, hit = costs(self.test, shares, threshold)
        fragments = numpy.array([self.test.turns[p].kind == "fragment" for p in self.places])
        asked = [p for p in self.places if self.test.asked[p]]
        error = expected_calibration_error(shares[asked], numpy.array([self.test.turns[p].intents[0] for p in asked]))
        gain, doubt = self.saved(price)
        print(f"    from {threshold:.2f}: answered {answered.mean():.3f}, of these right {hit[answered].mean():.3f}; of fragments"
              f" {answered[fragments].mean():.3f} and {hit[answered & fragments].mean():.3f}; cost {price.mean():.3f}, less by"
              f" {gain:.3f} ± {doubt:.3f}; calibration error of the asked {error:.3f}")

    def saved(self, price):
        """What a turn costs less than by the model alone, and the standard error over dialogues."""
        each = {}
        for place, difference in zip(self.places, self.before - price):
            each.setdefault(self.test.turns[place].dialogue, []).append(difference)
        each, chance = numpy.array([(sum(found), len(found)) for found in each.values()]), numpy.random.default_rng(1)
        draws = [each[chance.integers(len(each), size=len(each))].sum(axis=0) for _ in range(2000)]
        return (self.before - price).mean(), numpy.std([total / count for total, count in draws])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="with --runs: the base model")
    parser.add_argument("--runs", type=Path, help="work folder of the training; trains the encoder on pairs too, some minutes a seed")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    manifest = json.loads((options.model / "manifest.json").read_text(encoding="utf-8"))
    threshold, temperature = manifest["unknownThreshold"], manifest["temperature"]["intent"]
    tokenizer, runner, parts = tokenizer_of(options.model), Runner(options.work), list(read_turns(options.data))
    reading = lambda texts: Read(texts, tokenizer.encode, lambda ids: runner.outputs(options.model / "model.onnx", ids, 1), temperature)
    read = reading([text for part in parts for turn in part for text in (turn.text, turn.asked, turn.before)])
    train, validation, test = (Context(part, read, threshold) for part in parts)
    both = lambda shares_of: (validation.where_asked(shares_of(validation)), test.where_asked(shares_of(test)))

    report = Report(validation, test, threshold)
    report.show("the model alone", [(validation.shares, test.shares)], threshold)
    report.show("the topic carried over", [both(Context.carried)], threshold)
    joined = {context: [f"{words}，{turn.text}" if words else turn.text for words, turn in zip(context.topic_words, context.turns)]
              for context in (validation, test)}
    again = reading([text for texts in joined.values() for text in texts])
    report.show("read again behind the topic's words", [both(lambda context: again.of(joined[context], "shares"))])

    known = numpy.array([p for p in judged(validation) if validation.asked[p]])
    weights = contextfit.weights_of(validation, known, numpy.array([validation.turns[p].intents[0] for p in known]))
    report.show(f"four numbers {[round(weight, 2) for weight in weights]}", [both(lambda context: contextfit.mixed(context, weights))])

    rows = [p for p, turn in enumerate(train.turns) if train.asked[p] and turn.intents]
    wanted = torch.tensor([train.turns[p].intents[0] for p in rows])
    for name, names in INPUTS.items():
        heads = [contextfit.fit(train.input(names)[rows], wanted, seed) for seed in SEEDS]
        report.show(f"head, {name}", [both(lambda context: contextfit.shares_of(head, context.input(names))) for head in heads])
    acts = [p for p, turn in enumerate(train.turns) if train.asked[p] and (turn.intents or turn.act is not None)]
    wanted = torch.tensor([(train.turns[p].intents or (train.turns[p].act,))[0] for p in acts])
    heads = [contextfit.fit(train.input(names)[acts], wanted, seed) for seed in SEEDS]
    report.show(f"the same, {len(acts)} rows with acts for {len(rows)}", [both(lambda context: contextfit.shares_of(head, context.input(names))) for head in heads])

    if options.runs:
        pairs = {context: contextpair.pairs_of(context, tokenizer.encode, tokenizer.last) for context in (train, validation, test)}
        rows = [p for p, turn in enumerate(train.turns) if turn.intents]
        wanted = torch.tensor([train.turns[p].intents[0] for p in rows])
        models = [contextpair.train(contextpair.start(options.base, options.runs), [pairs[train][p] for p in rows], wanted, seed) for seed in SEEDS]
        report.show("encoder trained on pairs", [both(lambda context: contextpair.shares_of(model, pairs[context])) for model in models])


if __name__ == "__main__":
    main()
