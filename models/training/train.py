"""Trains the understanding model, exports it to int8 ONNX and measures it in ONNX Runtime."""
import argparse
import shutil
import tempfile
from pathlib import Path

import torch

import cascade
import fit
import student
import vocabulary
from batches import in_batches
from data import read_dialogues, read_similar_pairs, read_utterances, split
from evaluation import Measured
from export import write
from metrics import spearman
from publish import publish
from runner import Runner
from runs import LAST, RUNS
from slots import add_slots
from stages import SPLIT_SEED, Training, kept_weights, log
from talk import read_talk
from tokenizer import Tokenizer

MODEL_ID, STUDENT_ID = "service-zh-2026.11.4", "service-zh-student-2026.11.3"


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
    add_slots(options.out, options.data, options.work)
    if options.student:
        talk = read_talk(parts, pairs, dialogues, options.data, SPLIT_SEED)
        small = kept_weights(options.work / "student.pt", student.small_model(large), lambda: training.told("student", student.teach(
            large, training.rows, talk, tokenizer, SPLIT_SEED, training.bfloat16, log)))
        release(training, small, options.student, STUDENT_ID, {"STUDENT_CARD.md": "MODEL_CARD.md"}, pairs)
        cascade.measure(options.data, options.out, options.student, Runner(options.work))


if __name__ == "__main__":
    main()
