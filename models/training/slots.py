"""Adds the head that marks slots to a model that is trained: its weights and its other outputs stay as they are."""
import argparse
import hashlib
import json
import random
import zlib
from pathlib import Path

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import slotfit
from data import read_products, read_utterances
from runner import Runner
from slotdata import LABELS, MARKED, SLOTS, Marked, labels_of, read_marked, read_real, tokens_of
from slotwords import varied
from tokenizer import MAX_TOKENS, Tokenizer

STATES = ["embeddings", "layer1.narrow_norm"]
SEEDS, SHIPPED, FOLDS, COPIES = (1, 2, 3), 1, 3, 4
LEAST_PRECISION, FEWEST = 0.85, 10
STEPS = [*(n / 20 for n in range(10, 20)), 0.96, 0.97, 0.98, 0.99, 0.995]


class Texts:
    """Rows with the states and labels of their tokens, the marks at both ends included."""

    def __init__(self, rows, tokenizer, runner, model):
        self.rows, self.tokens = rows, [tokens_of(row.text, tokenizer)[:MAX_TOKENS - 2] for row in rows]
        ids = [[tokenizer.first, *(piece for piece, _, _ in tokens), tokenizer.last] for tokens in self.tokens]
        found = runner.features(model, ids, STATES)
        states = torch.from_numpy(numpy.concatenate([found[name].astype(numpy.float16) for name in STATES], axis=1))
        ends = numpy.cumsum([0] + [len(sequence) for sequence in ids])
        mark = [slotfit.NO_LABEL]
        self.texts = [(states[first:end], torch.tensor(mark + labels_of(row, tokens) + mark))
                      for first, end, row, tokens in zip(ends, ends[1:], rows, self.tokens)]

    def pairs(self, head, wanted, thresholds=None):
        """Marked and found spans of some rows."""
        found = []
        for number in wanted:
            states, mask, _ = slotfit.padded([self.texts[number]])
            with torch.no_grad():
                logits = head(states, mask)[0, 1:-1].numpy()
            tokens = self.tokens[number]
            spans = [(tokens[first][1], tokens[end - 1][2], slot, sure) for first, end, slot, sure in slotfit.decode(logits)]
            found.append((self.rows[number].spans, [s for s in spans if thresholds is None or s[3] >= thresholds.get(s[2], 2)]))
        return found


def with_outputs(path, out, names):
    model = onnx.load(path)
    for name in names:
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "sequence", None]))
    onnx.save(model, out)


def training_rows(data):
    texts = [row.text for row in read_utterances(data)]
    rows = read_marked(MARKED / "own.tsv") + read_marked(MARKED / "written.tsv") + read_real(MARKED / "real-train.tsv", texts)
    names = {row.text[start:end] for row in rows for start, end, slot in row.spans if slot == "product"}
    names |= {name for name in read_products(data) if 2 <= len(name) <= 8 and name.isalnum()}
    chance, products, copies = random.Random(1), sorted(names), []
    for row in rows:
        for _ in range(COPIES if row.spans else 0):
            text, spans = varied(row, chance, products)
            copies.append(Marked(text, spans, row.source))
    owner = [number for number, row in enumerate(rows) for _ in range(COPIES if row.spans else 0)]
    return rows, copies, owner, read_real(MARKED / "real-held.tsv", texts)


def fold_of(row):
    return zlib.crc32(row.text.encode()) % FOLDS


def thresholds_of(pairs):
    """For each slot the least confidence at which enough of the found spans are marked; none where it is never so."""
    chosen = {}
    for slot in SLOTS:
        for threshold in STEPS:
            part = [(wanted, [s for s in given if s[3] >= threshold]) for wanted, given in pairs]
            score = slotfit.scores(part, [slot])[slot]
            if score["precision"] >= LEAST_PRECISION:
                chosen[slot] = threshold
                print(f"  {slot:9} from {threshold}: precision {score['precision']:.3f}, recall {score['recall']:.3f}")
                break
    return chosen


def add_head(path, head):
    """Nodes and weights go behind what is there, whose bytes stay."""
    model = onnx.load(path)
    graph = model.graph
    for kept in (graph.node, graph.initializer, graph.output):
        for item in [item for item in kept if item.name.startswith("slot")]:
            kept.remove(item)
    keep = lambda name, value: graph.initializer.append(numpy_helper.from_array(numpy.ascontiguousarray(value.detach().numpy()), name))

    def add(kind, inputs, name, **settings):
        graph.node.append(helper.make_node(kind, inputs, [name], name=f"slots.node.{name}", **settings))
        return name

    def weight(name, value):
        """Half precision in the file, which is half the bytes of a clone, and single when it is loaded."""
        keep(f"{name}.half", value.half())
        return add("Cast", [f"{name}.half"], name, to=TensorProto.FLOAT)

    def beside(value, layer, name):
        keep(f"{name}.bias", layer.bias)
        found = add("Conv", [value, weight(f"{name}.weight", layer.weight), f"{name}.bias"], name,
                    pads=[slotfit.WIDTH // 2] * 2, kernel_shape=[slotfit.WIDTH])
        return add("Relu", [found], f"{name}.shown")

    for name, place in (("slots.last", -1), ("slots.middle", 1)):
        keep(name, torch.tensor([place]))
    for name, layer in (("slots.narrow", head.narrow), ("slots.labels", head.labels)):
        keep(f"{name}.bias", layer.bias)
    states = add("Concat", STATES, "slots.states", axis=-1)
    product = add("MatMul", [states, weight("slots.narrow.weight", head.narrow.weight.T)], "slots.narrow.product")
    narrow = add("Add", [product, "slots.narrow.bias"], "slots.narrow")
    real = add("Mul", [narrow, add("Unsqueeze", ["mask.float", "slots.last"], "slots.real")], "slots.kept")
    first = beside(add("Transpose", [real], "slots.turned", perm=[0, 2, 1]), head.beside, "slots.beside")
    first = add("Mul", [first, add("Unsqueeze", ["mask.float", "slots.middle"], "slots.real.turned")], "slots.beside.kept")
    both = add("Add", [first, beside(first, head.again, "slots.again")], "slots.both")
    product = add("MatMul", [add("Transpose", [both], "slots.back", perm=[0, 2, 1]), weight("slots.labels.weight", head.labels.weight.T)], "slots.labels.product")
    add("Add", [product, "slots.labels.bias"], "slot_logits")
    graph.output.append(helper.make_tensor_value_info("slot_logits", TensorProto.FLOAT, ["batch", "sequence", len(LABELS)]))
    onnx.checker.check_model(model)
    onnx.save(model, path)


def name_head(folder, thresholds, figures):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    before, manifest["sha256"] = manifest["sha256"], hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    card = folder / "MODEL_CARD.md"
    card.write_text(card.read_text(encoding="utf-8").replace(before, manifest["sha256"]), encoding="utf-8")
    manifest["outputs"]["slots"] = "slot_logits"
    manifest["figures"]["fileMegabytes"] = round((folder / "model.onnx").stat().st_size / 1e6, 4)
    manifest["slots"] = {"labels": LABELS, "thresholds": thresholds}
    manifest["figures"] = {name: value for name, value in manifest["figures"].items() if not name.startswith("slots.")} | figures
    # The figures stay last: they are the long part.
    manifest["figures"] = manifest.pop("figures")
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def tokenizer_of(folder):
    """The words of a model, held to its reference: a vocabulary cut at other line breaks would shift every id."""
    tokenizer = Tokenizer((folder / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n"))
    for line in (folder / "tokenizer-reference.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        text, ids = line.split("\t")
        assert tokenizer.encode(text) == [int(number) for number in ids.split()], text
    return tokenizer


def add_slots(folder, data, work, test=None):
    tokenizer = tokenizer_of(folder)
    runner, features = Runner(work), work / "features.onnx"
    with_outputs(folder / "model.onnx", features, STATES)
    rows, copies, owner, held = training_rows(data)
    texts = Texts(rows + copies, tokenizer, runner, features)
    held = Texts(held, tokenizer, runner, features)
    tests = {"heldOut": held} | ({"written": Texts(read_marked(test), tokenizer, runner, features)} if test else {})
    print(f"{len(rows)} rows, {len(copies)} varied, {sum(len(row.spans) for row in rows)} marks")

    outside = []
    for fold in range(FOLDS):
        inside = [n for n in range(len(rows)) if fold_of(rows[n]) != fold]
        inside += [len(rows) + n for n, whose in enumerate(owner) if fold_of(rows[whose]) != fold]
        head = slotfit.fit([texts.texts[n] for n in inside], SHIPPED)
        outside += texts.pairs(head, [n for n in range(len(rows)) if fold_of(rows[n]) == fold])
    thresholds = thresholds_of(outside)
    show("folds", [slotfit.scores(outside)])

    heads = {seed: slotfit.fit(texts.texts, seed) for seed in SEEDS}
    figures = {}
    for name, part in tests.items():
        tables = [slotfit.scores(part.pairs(head, range(len(part.rows)))) for head in heads.values()]
        show(name, tables)
        sure = slotfit.scores(part.pairs(heads[SHIPPED], range(len(part.rows)), thresholds))
        show(f"{name}, above the thresholds", [sure])
        for slot in [slot for slot in [*SLOTS, "all"] if tables[0][slot]["marked"] >= FEWEST]:
            found = [table[slot]["f1"] for table in tables]
            for figure, value in (("f1", found[SEEDS.index(SHIPPED)]), ("f1Mean", numpy.mean(found)), ("f1Spread", numpy.std(found))):
                figures[f"slots.{name}.{slot}.{figure}"] = round(float(value), 3)
    add_head(folder / "model.onnx", heads[SHIPPED])
    name_head(folder, thresholds, figures)
    print("thresholds", thresholds)


def show(name, tables):
    print(f"\n{name}: marked, precision, recall, F1 (spread), to the character")
    for slot in tables[0]:
        mean = lambda figure: numpy.mean([t[slot][figure] for t in tables])
        print(f"  {slot:9} {tables[0][slot]['marked']:4} {mean('precision'):.3f} {mean('recall'):.3f} {mean('f1'):.3f}"
              f" ({numpy.std([t[slot]['f1'] for t in tables]):.3f}) {mean('exact'):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of a model; gets the head")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--test", type=Path, help="marked rows to measure on; nothing is chosen by them")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    add_slots(options.model, options.data, options.work, options.test)


if __name__ == "__main__":
    main()
