"""A smaller model for hours of many messages, taught by the large one."""
import math
import random
import time

import torch
from torch.nn import functional

from augment import change, mistype
from batches import by_length, in_batches, pad
from data import NO_LABEL
from fit import NOT_REQUESTS, rate_at
from labels import INTENTS, SENTIMENTS
from model import Encoder, ServiceModel, Shape

SMALL = Shape(layers=2, hidden=256)
SETTINGS = {
    "copies": 2,
    "passes": 13,
    "batch": 128,
    "rate": 8e-4,
    "weight decay": 0.01,
    "heat": 2.0,
    "label loss": 0.3,
    "sentiment loss": 1.0,
    "vector loss": 4.0,
}


def lesson(rows, talk, chance):
    """Texts as they are, some changed copies of those with a label, and talk without one: text, intent and sentiment."""
    rows = [row for row in rows if row.source != "product"]
    found = [(row.text, row.intent, row.sentiment) for row in rows] + [(text, NO_LABEL, NO_LABEL) for text in talk]
    for _ in range(SETTINGS["copies"]):
        found += [(mistype(change(row.text, row.intent not in NOT_REQUESTS, chance), chance), row.intent, row.sentiment)
                  for row in rows if row.intent != NO_LABEL]
    return sorted(set(found))


def small_model(teacher):
    """The tables are the teacher's, seen along the directions in which its words differ most."""
    model = ServiceModel(len(INTENTS), len(SENTIMENTS), Encoder(len(teacher.encoder.words.weight), SMALL))
    with torch.no_grad():
        words = teacher.encoder.words.weight
        _, _, directions = torch.linalg.svd((words - words.mean(0)).T @ (words - words.mean(0)))
        for own, others in zip((model.encoder.words, model.encoder.positions, model.encoder.types),
                               (teacher.encoder.words, teacher.encoder.positions, teacher.encoder.types)):
            own.weight.copy_(others.weight @ directions[:SMALL.hidden].T)
        for layer in model.encoder.layers:
            for part in (layer.query, layer.key, layer.value, layer.output, layer.widen, layer.narrow):
                part.weight.normal_(std=0.03)
                part.bias.zero_()
    return model


def loss_of(model, ids, mask, intents, sentiments, taught, bfloat16):
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        first = model.encoder(ids, mask)
        vectors = functional.normalize(model.embedding(first).float(), dim=-1)
    seen = functional.dropout(first.float(), 0.1)
    loss = SETTINGS["vector loss"] * (1 - (vectors * taught[2]).sum(1)).mean()
    for own, label, logits, weight in ((model.intent(seen), intents, taught[0], 1.0),
                                       (model.sentiment(seen), sentiments, taught[1], SETTINGS["sentiment loss"])):
        heat = SETTINGS["heat"]
        loss = loss + weight * heat ** 2 * functional.kl_div(
            functional.log_softmax(own / heat, dim=-1), functional.log_softmax(logits / heat, dim=-1),
            reduction="batchmean", log_target=True)
        if (label != NO_LABEL).any():
            loss = loss + weight * SETTINGS["label loss"] * functional.cross_entropy(own, label, ignore_index=NO_LABEL, label_smoothing=0.1)
    return loss


def teach(teacher, rows, talk, tokenizer, seed, bfloat16, log):
    """Yields the student after each pass over the lesson."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    found = lesson(rows, talk, chance)
    sequences = [tokenizer.encode(text) for text, _, _ in found]

    def asked(ids, mask):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            first = teacher.encoder(ids, mask)
        first = first.float()
        return teacher.intent(first), teacher.sentiment(first), functional.normalize(teacher.embedding(first), dim=-1)

    taught = in_batches(asked, sequences)
    log(f"{len(found)} texts for the student")
    intents, sentiments = (torch.tensor([row[place] for row in found]) for place in (1, 2))
    model = small_model(teacher)
    optimise = torch.optim.AdamW(model.parameters(), lr=SETTINGS["rate"], weight_decay=SETTINGS["weight decay"])
    steps, step, started = SETTINGS["passes"] * math.ceil(len(found) / SETTINGS["batch"]), 0, time.time()
    for number in range(SETTINGS["passes"]):
        model.train()
        total, batches = 0.0, by_length([len(s) for s in sequences], SETTINGS["batch"], chance)
        for batch in batches:
            for group in optimise.param_groups:
                group["lr"] = SETTINGS["rate"] * rate_at(step, steps)
            ids, mask = pad([sequences[place] for place in batch])
            at = torch.tensor(batch)
            loss = loss_of(model, ids, mask, intents[at], sentiments[at], [value[at] for value in taught], bfloat16)
            optimise.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimise.step()
            step += 1
            total += loss.item()
            if step % 200 == 0:
                log(f"student: step {step}/{steps} {time.time() - started:.0f} s")
        log(f"student: pass {number + 1}/{SETTINGS['passes']} {time.time() - started:.0f} s loss {total / len(batches):.4f}")
        yield model.eval()
