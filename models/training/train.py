"""Trains the understanding model, exports it to int8 ONNX and measures it in ONNX Runtime."""
import argparse
import shutil
import tempfile
import time
from pathlib import Path

import torch

import fit
from batches import in_batches
from data import NO_LABEL, Row, read_dialogues, read_products, read_similar_pairs, read_utterances, split, text_key
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
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precision", choices=("bfloat16", "float"), default="bfloat16",
                        help="of the products while training; the first wants a processor with AVX512-BF16")
    parser.add_argument("--weights", type=Path, help="a checkpoint of an earlier run: skips the training")
    return parser.parse_args()


def training_rows(options, parts, pairs):
    """Texts of the similarity pairs stay out, so that the figure on them is of unseen texts."""
    compared = {text_key(text) for pair in pairs for text in pair[1:]}
    rows = [row for row in parts["train"] if text_key(row.text) not in compared]
    reviews = read_review_clauses(options.data, REVIEWS_PER_SIDE, options.seed)
    products = [Row(name, NO_LABEL, NO_LABEL, "product") for name in sorted(set(read_products(options.data)))]
    return rows, reviews, products


def trained(options, rows, reviews, products, tokenizer):
    model = ServiceModel(len(INTENTS), len(SENTIMENTS), Encoder())
    if not options.weights:
        checkpoint = options.work / "weights.pt"
        for state in fit.train(rows, reviews, products, tokenizer, options.base / "model.onnx",
                               options.seed, options.epochs, options.precision == "bfloat16", log):
            torch.save(state.state_dict(), checkpoint)
        options.weights = checkpoint
    model.load_state_dict(torch.load(options.weights))
    return model.eval()


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
    parts = split(list(read_utterances(options.data)), read_dialogues(options.data), SPLIT_SEED)
    pairs = read_similar_pairs(options.data)
    rows, reviews, products = training_rows(options, parts, pairs)
    log(f"{len(rows)} rows to train on, {len(reviews)} review clauses, {len(products)} product names")

    model = trained(options, rows, reviews, products, tokenizer)
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
    publish(options, parts, len(rows), len(reviews), len(products), results,
            base_likeness(options, pairs, tokenizer), runner, tokenizer, engines["int8"])
    log(f"written to {options.out}")


if __name__ == "__main__":
    main()
