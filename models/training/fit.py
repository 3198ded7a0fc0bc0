"""The training run."""
import copy
import math
import random
import time

import numpy
import torch
from torch.nn import functional

from augment import change, mistype
from batches import by_length, in_batches, pad
from data import NO_LABEL
from labels import INTENTS, NOT_BUSINESS, SENTIMENTS
from model import HIDDEN, ServiceModel, load_base

SETTINGS = {
    "epochs": 3,
    "batch": 32,
    "encoder rate": 8e-5,
    "layer decay": 0.9,
    "head rate": 5e-4,
    "weight decay": 0.01,
    "warm-up share": 0.06,
    "label smoothing": 0.1,
    "out-of-fold share": 0.3,
    "head dropout": 0.3,
    "head samples": 4,
    "topic loss": 0.3,
    "lean to -1": 0.2,
    "settling rows": 9000,
    "settling rate": 0.3,
    "sentiment weights": [2.0, 1.0, 3.0],
    "sentiment loss": 0.5,
    "review loss": 0.5,
    "embedding loss": 4.0,
    "likeness loss": 20.0,
    "reviews an epoch": 1200,
    "products an epoch": 800,
    "average from share": 0.7,
    "average decay": 0.995,
}


def teacher_vectors(base_path, encode, texts, bfloat16=False):
    base = load_base(base_path).eval()

    def vector(ids, mask):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            first = base(ids, mask)
        return functional.normalize(first.float(), dim=-1)

    return in_batches(vector, [encode(text) for text in texts])[0]


def optimiser(model):
    layers = [model.encoder.layers[i] for i in range(len(model.encoder.layers))]
    # The tables stay as they are: words that never occur in training keep their place, and a step is a third cheaper.
    for table in (model.encoder.words, model.encoder.positions, model.encoder.types):
        table.weight.requires_grad_(False)
    heads = [model.intent, model.sentiment]
    rates = [(SETTINGS["encoder rate"] * SETTINGS["layer decay"] ** (len(layers) - 1 - i), [layer]) for i, layer in enumerate(layers)]
    rates.append((SETTINGS["encoder rate"] * SETTINGS["layer decay"] ** len(layers), [model.encoder.norm]))
    rates.append((SETTINGS["encoder rate"], [model.embedding]))
    rates.append((SETTINGS["head rate"], heads))
    groups = []
    for rate, modules in rates:
        parameters = [p for module in modules for p in module.parameters()]
        groups.append({"params": [p for p in parameters if p.dim() > 1], "lr": rate, "weight_decay": SETTINGS["weight decay"]})
        groups.append({"params": [p for p in parameters if p.dim() == 1], "lr": rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups)


def rate_at(step, steps):
    warm = max(1, int(steps * SETTINGS["warm-up share"]))
    return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))


def soft_targets(rows, classes, label_of, smoothing, logits):
    """The label, smoothed, and a share of what models think that never saw the row; `logits` are of the first rows."""
    target = torch.zeros(len(rows), classes)
    for place, row in enumerate(rows):
        if label_of(row) != NO_LABEL:
            target[place] = smoothing / classes
            target[place, label_of(row)] += 1 - smoothing
    share = SETTINGS["out-of-fold share"]
    target[:len(logits)] = (1 - share) * target[:len(logits)] + share * functional.softmax(torch.from_numpy(logits), dim=-1)
    return target


def divergence(target, logits):
    return -(target * functional.log_softmax(logits, dim=-1)).sum(dim=-1)


def loss_of(model, topic_head, ids, mask, intents, sentiments, topics, weight, teacher, bfloat16):
    losses = {}
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        first = model.encoder(ids, mask)
        vectors = functional.normalize(model.embedding(first).float(), dim=-1)
    first = first.float()
    labelled, felt, named = intents.sum(1) > 0, weight > 0, topics != NO_LABEL
    samples = SETTINGS["head samples"]
    for _ in range(samples):
        seen = functional.dropout(first, SETTINGS["head dropout"])
        if labelled.any():
            losses["intent"] = losses.get("intent", 0.0) + divergence(intents[labelled], model.intent(seen[labelled])).mean() / samples
        if felt.any():
            each = divergence(sentiments[felt], model.sentiment(seen[felt])) * weight[felt]
            losses["sentiment"] = losses.get("sentiment", 0.0) + SETTINGS["sentiment loss"] * each.mean() / samples
        if named.any():
            losses["topic"] = (losses.get("topic", 0.0)
                               + SETTINGS["topic loss"] * functional.cross_entropy(topic_head(seen[named]), topics[named]) / samples)
    losses["embedding"] = SETTINGS["embedding loss"] * (1 - (vectors * teacher).sum(1)).mean()
    # Retrieval ranks by the cosine of two vectors, so the cosines inside a batch are held as well.
    losses["likeness"] = SETTINGS["likeness loss"] * ((vectors @ vectors.T - teacher @ teacher.T) ** 2).mean()
    return losses


def train(rows, believed, reviews, products, teacher, topics, tokenizer, base_path, seed, epochs, bfloat16, log):
    """`believed` holds logits of the first rows from models that never saw them, `teacher` the base model's vector
    of each row, review clause and product name."""
    # All runs begin with the same heads, so that their weights can be averaged.
    torch.manual_seed(0)
    model = ServiceModel(len(INTENTS), len(SENTIMENTS), load_base(base_path))
    topic_head = torch.nn.Linear(HIDDEN, topics)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    everything = rows + reviews + products
    intents = soft_targets(everything, len(INTENTS), lambda row: row.intent, SETTINGS["label smoothing"], believed[:, :len(INTENTS)])
    sentiments = soft_targets(everything, len(SENTIMENTS), lambda row: row.sentiment, 0.05, believed[:, len(INTENTS):])
    weight = torch.tensor([0.0 if row.sentiment == NO_LABEL else SETTINGS["sentiment weights"][row.sentiment]
                           * (SETTINGS["review loss"] if row.source == "review" else 1.0) for row in everything])
    topic = torch.tensor([row.topic for row in everything])

    average, averaged = copy.deepcopy(model), False
    optimise = optimiser(model)
    optimise.add_param_group({"params": list(topic_head.parameters()), "lr": SETTINGS["head rate"], "weight_decay": 0.0})
    first_rates = [group["lr"] for group in optimise.param_groups]
    not_requests = {INTENTS.index(name) for name in NOT_BUSINESS} | {NO_LABEL}

    def epoch_rows():
        reviews_at, products_at = len(rows), len(rows) + len(reviews)
        return (list(range(len(rows)))
                + chance.sample(range(reviews_at, products_at), min(len(reviews), SETTINGS["reviews an epoch"]))
                + chance.sample(range(products_at, len(everything)), min(len(products), SETTINGS["products an epoch"])))

    steps = epochs * math.ceil(len(epoch_rows()) / SETTINGS["batch"])
    step, started = 0, time.time()
    for epoch in range(epochs):
        chosen = epoch_rows()
        texts = [mistype(change(everything[i].text, everything[i].intent not in not_requests, chance), chance) for i in chosen]
        sequences = [tokenizer.encode(text) for text in texts]
        sums, batches = {}, by_length([len(s) for s in sequences], SETTINGS["batch"], chance)
        for batch in batches:
            if step >= steps:
                break
            model.train()
            for group, rate in zip(optimise.param_groups, first_rates):
                group["lr"] = rate * rate_at(step, steps)
            places = [chosen[i] for i in batch]
            ids, mask = pad([sequences[i] for i in batch])
            at = torch.tensor(places)
            losses = loss_of(model, topic_head, ids, mask, intents[at], sentiments[at], topic[at], weight[at], teacher[at], bfloat16)
            optimise.zero_grad()
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            optimise.step()
            step += 1
            if step >= steps * SETTINGS["average from share"]:
                follow(average, model, SETTINGS["average decay"] if averaged else 0.0)
                averaged = True
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            if step % 100 == 0:
                log(f"step {step}/{steps} {time.time() - started:.0f} s")
        means = " ".join(f"{name} {total / len(batches):.4f}" for name, total in sums.items())
        log(f"epoch {epoch + 1}/{epochs} {time.time() - started:.0f} s {means}")
        yield (average if averaged else model).eval()


@torch.no_grad()
def follow(average, model, decay):
    for mean, value in zip(average.parameters(), model.parameters()):
        if value.requires_grad:
            mean.mul_(decay).add_(value, alpha=1 - decay)


def settle(model, rows, teacher, tokenizer, seed, bfloat16, log):
    """A last short run at a low rate against plain labels: rare wordings, which the folds' models could not know,
    are learnt from their label alone."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    written = [place for place, row in enumerate(rows) if row.source.startswith("written")]
    others = [place for place, row in enumerate(rows) if not row.source.startswith("written")]
    chosen = written + chance.sample(others, min(len(others), SETTINGS["settling rows"] - len(written)))
    none = numpy.zeros((0, 1), dtype=numpy.float32)
    intents = soft_targets(rows, len(INTENTS), lambda row: row.intent, SETTINGS["label smoothing"], none)
    sentiments = soft_targets(rows, len(SENTIMENTS), lambda row: row.sentiment, 0.05, none)
    weight = torch.tensor([SETTINGS["sentiment weights"][row.sentiment] for row in rows])
    no_topic = torch.full((len(rows),), NO_LABEL)
    optimise = optimiser(model)
    first_rates = [group["lr"] * SETTINGS["settling rate"] for group in optimise.param_groups]
    not_requests = {INTENTS.index(name) for name in NOT_BUSINESS}
    sequences = [tokenizer.encode(mistype(change(rows[i].text, rows[i].intent not in not_requests, chance), chance)) for i in chosen]
    batches = by_length([len(s) for s in sequences], SETTINGS["batch"], chance)
    model.train()
    for step, batch in enumerate(batches):
        for group, rate in zip(optimise.param_groups, first_rates):
            group["lr"] = rate * rate_at(step, len(batches))
        at = torch.tensor([chosen[i] for i in batch])
        ids, mask = pad([sequences[i] for i in batch])
        losses = loss_of(model, None, ids, mask, intents[at], sentiments[at], no_topic[at], weight[at], teacher[at], bfloat16)
        optimise.zero_grad()
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimise.step()
        if step % 50 == 0:
            log(f"settling {step}/{len(batches)}")
    return model.eval()
