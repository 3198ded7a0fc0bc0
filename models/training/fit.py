"""The training runs: one for each seed, and the last one, which learns from their opinion."""
import copy
import math
import random
import time
from dataclasses import dataclass

import torch
from torch.nn import functional

from augment import change, mistype
from batches import by_length, in_batches, pad
from data import NO_LABEL
from labels import INTENTS, NOT_BUSINESS, SENTIMENTS
from model import ServiceModel, load_base

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
    "sentiment weights": [2.0, 1.0, 3.0],
    "sentiment loss": 0.5,
    "review loss": 0.5,
    "embedding loss": 4.0,
    "likeness loss": 20.0,
    "reviews an epoch": 1200,
    "products an epoch": 800,
    "runs' share": 0.4,
    "lean": {"other": -0.4, -1: 0.3, 1: -0.2},
    "average from share": 0.7,
    "average decay": 0.995,
}
NOT_REQUESTS = {INTENTS.index(name) for name in NOT_BUSINESS} | {NO_LABEL}


def teacher_vectors(base, encode, texts, bfloat16=False):
    base = load_base(base).eval()

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


@dataclass(frozen=True)
class Targets:
    """What each text is to give: shares of the intents and sentiments (all nothing: not asked), the weight of the
    sentiment, the platform's topic, the base model's vector."""
    intents: torch.Tensor
    sentiments: torch.Tensor
    weight: torch.Tensor
    topics: torch.Tensor
    vectors: torch.Tensor

    def at(self, places):
        return Targets(*(getattr(self, name)[places] for name in self.__dataclass_fields__))


def shares(labels, classes, smoothing):
    target = torch.zeros(len(labels), classes)
    for place, label in enumerate(labels):
        if label != NO_LABEL:
            target[place] = smoothing / classes
            target[place, label] += 1 - smoothing
    return target


def blended(target, logits, asked, share):
    """Where asked, a share of an opinion takes the place of as much of the label."""
    opinion = functional.softmax(torch.as_tensor(logits), dim=-1)
    return torch.where(asked[:, None], (1 - share) * target + share * opinion, target)


def targets_of(rows, vectors):
    """Plain, smoothed labels."""
    weight = [0.0 if row.sentiment == NO_LABEL else SETTINGS["sentiment weights"][row.sentiment]
              * (SETTINGS["review loss"] if row.source == "review" else 1.0) for row in rows]
    return Targets(shares([row.intent for row in rows], len(INTENTS), SETTINGS["label smoothing"]),
                   shares([row.sentiment for row in rows], len(SENTIMENTS), 0.05),
                   torch.tensor(weight), torch.tensor([row.topic for row in rows]), vectors)


def divergence(target, logits):
    return -(target * functional.log_softmax(logits, dim=-1)).sum(dim=-1)


def loss_of(model, topic_head, ids, mask, targets, bfloat16):
    losses = {}
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        first = model.encoder(ids, mask)
        vectors = functional.normalize(model.embedding(first).float(), dim=-1)
    first = first.float()
    labelled, felt, named = targets.intents.sum(1) > 0, targets.weight > 0, targets.topics != NO_LABEL
    samples = SETTINGS["head samples"]
    for _ in range(samples):
        seen = functional.dropout(first, SETTINGS["head dropout"])
        if labelled.any():
            losses["intent"] = losses.get("intent", 0.0) + divergence(targets.intents[labelled], model.intent(seen[labelled])).mean() / samples
        if felt.any():
            each = divergence(targets.sentiments[felt], model.sentiment(seen[felt])) * targets.weight[felt]
            losses["sentiment"] = losses.get("sentiment", 0.0) + SETTINGS["sentiment loss"] * each.mean() / samples
        if named.any():
            losses["topic"] = (losses.get("topic", 0.0)
                               + SETTINGS["topic loss"] * functional.cross_entropy(topic_head(seen[named]), targets.topics[named]) / samples)
    losses["embedding"] = SETTINGS["embedding loss"] * (1 - (vectors * targets.vectors).sum(1)).mean()
    # Retrieval ranks by the cosine of two vectors, so the cosines inside a batch are held as well.
    losses["likeness"] = SETTINGS["likeness loss"] * ((vectors @ vectors.T - targets.vectors @ targets.vectors.T) ** 2).mean()
    return losses


def new_model(base):
    # All runs begin with the same heads, so that their weights can be averaged.
    torch.manual_seed(0)
    return ServiceModel(len(INTENTS), len(SENTIMENTS), load_base(base))


def train(model, rows, targets, topics, tokenizer, seed, epochs, rate, bfloat16, log):
    """`rows` are all texts, those without an intent behind those with one; of reviews and products each epoch takes
    a fresh sample. Yields the model after each epoch."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    topic_head = torch.nn.Linear(model.intent.in_features, topics)
    by_source = {source: [place for place, row in enumerate(rows) if row.source == source] for source in ("review", "product")}
    labelled = [place for place, row in enumerate(rows) if row.source not in by_source]
    average, averaged = copy.deepcopy(model), False
    optimise = optimiser(model)
    optimise.add_param_group({"params": list(topic_head.parameters()), "lr": SETTINGS["head rate"], "weight_decay": 0.0})
    first_rates = [group["lr"] * rate for group in optimise.param_groups]

    def epoch_rows():
        return labelled + [place for source, found in by_source.items()
                           for place in chance.sample(found, min(len(found), SETTINGS[f"{source}s an epoch"]))]

    steps = epochs * math.ceil(len(epoch_rows()) / SETTINGS["batch"])
    step, started = 0, time.time()
    for epoch in range(epochs):
        chosen = epoch_rows()
        texts = [mistype(change(rows[i].text, rows[i].intent not in NOT_REQUESTS, chance), chance) for i in chosen]
        sequences = [tokenizer.encode(text) for text in texts]
        sums, batches = {}, by_length([len(s) for s in sequences], SETTINGS["batch"], chance)
        model.train()
        for batch in batches:
            for group, first_rate in zip(optimise.param_groups, first_rates):
                group["lr"] = first_rate * rate_at(step, steps)
            ids, mask = pad([sequences[i] for i in batch])
            losses = loss_of(model, topic_head, ids, mask, targets.at(torch.tensor([chosen[i] for i in batch])), bfloat16)
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
def lean(model):
    """Shifts a few logits, by validation: away from `other`, which swallows fragments of requests, and towards
    displeasure, which smoothed labels make rarer than it is."""
    for label, shift in SETTINGS["lean"].items():
        if label in INTENTS:
            model.intent.bias[INTENTS.index(label)] += shift
        else:
            model.sentiment.bias[SENTIMENTS.index(label)] += shift
    return model


@torch.no_grad()
def follow(average, model, decay):
    for mean, value in zip(average.parameters(), model.parameters()):
        if value.requires_grad:
            mean.mul_(decay).add_(value, alpha=1 - decay)
