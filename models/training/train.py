"""Trains the understanding model, exports it to int8 ONNX and measures it in ONNX Runtime."""
import argparse
import hashlib
import shutil
import tempfile
import time
from pathlib import Path

import numpy
import torch

import fit
from batches import in_batches
from crossfit import cross_fit
from data import NO_LABEL, Row, read_dialogues, read_products, read_similar_pairs, read_utterances, read_written, split, text_key, with_topics
from evaluation import Measured
from export import write
from labels import INTENTS, SENTIMENTS
from metrics import spearman
from model import Encoder, ServiceModel
from publish import publish
from reviews import read_review_clauses
from runner import Runner
from tokenizer import Tokenizer

# Fixed, so that figures of runs with other training seeds stay comparable.
SPLIT_SEED = 1
REVIEWS_PER_SIDE = 3000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model: model.onnx, vocab.txt, LICENSE.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder that receives the model, its manifest and cards")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "understanding-training", help="folder for checkpoints and intermediate files")
    parser.add_argument("--epochs", type=int, default=fit.SETTINGS["epochs"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="one run each; the model is the mean of their weights")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--precision", choices=("bfloat16", "float"), default="bfloat16",
                        help="of the products while training; the first wants a processor with AVX512-BF16")
    parser.add_argument("--weights", type=Path, help="the settled checkpoint of an earlier run: skips the training")
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


def accuracy(model, rows, tokenizer):
    intents, _, _ = in_batches(model, [tokenizer.encode(row.text) for row in rows])
    return sum(int(guess) == row.intent for guess, row in zip(intents.argmax(1), rows)) / len(rows)


def mean_weights(states):
    """Runs from the same start end near each other, and their mean generalises better than any one of them."""
    return {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}


def trained(options, parts, pairs, dialogues, tokenizer):
    """The model and the number of its rows, review clauses and product names."""
    places, rows, reviews, products, topics = training_rows(options, parts, pairs, dialogues)
    log(f"{len(rows)} rows to train on, {len(reviews)} review clauses, {len(products)} product names, {topics} topics")
    model = ServiceModel(len(INTENTS), len(SENTIMENTS), Encoder())
    if not options.weights:
        base, bfloat16 = options.base / "model.onnx", options.precision == "bfloat16"
        everything = rows + reviews + products
        believed = kept(options, "out-of-fold", [f"{row.text}\t{row.intent}\t{row.sentiment}" for row in parts["train"]],
                        lambda: cross_fit(parts["train"], tokenizer, base, bfloat16, log))[places]
        teacher = torch.from_numpy(kept(options, "teacher", [row.text for row in everything], lambda: fit.teacher_vectors(
            base, tokenizer.encode_for_base, [row.text for row in everything], bfloat16).numpy()))
        log("teacher vectors are there")
        states = []
        for seed in options.seeds:
            for state in fit.train(rows, believed, reviews, products, teacher, topics, tokenizer, base,
                                   seed, options.epochs, bfloat16, log):
                torch.save(state.state_dict(), options.work / f"weights-{seed}.pt")
                log(f"seed {seed}: intent accuracy on validation {accuracy(state, parts['validation'], tokenizer):.4f}")
            states.append(state.state_dict())
        model.load_state_dict(mean_weights(states))
        fit.settle(model, rows, teacher, tokenizer, options.seeds[0], bfloat16, log)
        with torch.no_grad():
            model.sentiment.bias[SENTIMENTS.index(-1)] += fit.SETTINGS["lean to -1"]
        options.weights = options.work / "weights.pt"
        torch.save(model.state_dict(), options.weights)
    model.load_state_dict(torch.load(options.weights))
    log(f"intent accuracy on validation {accuracy(model.eval(), parts['validation'], tokenizer):.4f}")
    return model.eval(), (len(rows), len(reviews), len(products))


def torch_outputs(model):
    def outputs(sequences):
        found = in_batches(model, sequences)
        return {name: value.numpy() for name, value in zip(("intent_logits", "sentiment_logits", "embedding"), found)}
    return outputs


def base_likeness(options, pairs, tokenizer):
    """Of the base model, with the punctuation that it was taught."""
    first, second = (
        fit.teacher_vectors(options.base / "model.onnx", tokenizer.encode_for_base, [pair[side] for pair in pairs]) for side in (1, 2))
    return spearman([pair[0] for pair in pairs], (first * second).sum(dim=1).numpy())


def log(message):
    print(time.strftime("%H:%M:%S"), message, flush=True)


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    for folder in (options.work, options.out):
        folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(options.base / "vocab.txt")
    dialogues = read_dialogues(options.data)
    parts = split(list(read_utterances(options.data)), dialogues, SPLIT_SEED)
    pairs = read_similar_pairs(options.data)

    model, counts = trained(options, parts, pairs, dialogues, tokenizer)
    shutil.copyfile(options.base / "vocab.txt", options.out / "vocab.txt")
    shutil.copyfile(options.base / "LICENSE.txt", options.out / "LICENSE-base.txt")
    write(model, options.work / "float.onnx", int8=False)
    write(model, options.out / "model.onnx", int8=True)

    log("measuring")
    runner = Runner(options.work)
    measured = {part: parts[part] for part in ("validation", "test-dialogue", "test-other")}
    engines = {
        "int8": lambda ids: runner.outputs(options.out / "model.onnx", ids, 1),
        "int8Batch32": lambda ids: runner.outputs(options.out / "model.onnx", ids, 32),
        "float": lambda ids: runner.outputs(options.work / "float.onnx", ids, 32),
        "torch": torch_outputs(model),
    }
    results = {name: Measured(measured, outputs, tokenizer, pairs) for name, outputs in engines.items()}
    publish(options, parts, *counts, results,
            base_likeness(options, pairs, tokenizer), runner, tokenizer, engines["int8"])
    log(f"written to {options.out}")


if __name__ == "__main__":
    main()
