"""The training run."""
import copy
import math
import random
import time

import torch
from torch.nn import functional

from augment import change
from batches import by_length, in_batches, pad
from data import NO_LABEL
from labels import INTENTS, NOT_BUSINESS, SENTIMENTS
from model import ServiceModel, load_base

SETTINGS = {
    "epochs": 5,
    "batch": 32,
    "encoder rate": 8e-5,
    "layer decay": 0.9,
    "head rate": 5e-4,
    "weight decay": 0.01,
    "warm-up share": 0.06,
    "label smoothing": 0.1,
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


def teacher_vectors(base_path, encode, texts):
    base = load_base(base_path).eval()
    vectors, = in_batches(lambda ids, mask: functional.normalize(base(ids, mask), dim=-1), [encode(t) for t in texts])
    return vectors


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


def loss_of(model, ids, mask, intents, sentiments, review, teacher, bfloat16):
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        intent_logits, sentiment_logits, vectors = (output.float() for output in model(ids, mask))
    losses = {}
    if (intents != NO_LABEL).any():
        losses["intent"] = functional.cross_entropy(
            intent_logits, intents, ignore_index=NO_LABEL, label_smoothing=SETTINGS["label smoothing"])
    felt = sentiments != NO_LABEL
    if felt.any():
        weight = torch.tensor(SETTINGS["sentiment weights"])[sentiments[felt]] * torch.where(review[felt], SETTINGS["review loss"], 1.0)
        each = functional.cross_entropy(sentiment_logits[felt], sentiments[felt], reduction="none", label_smoothing=0.05)
        losses["sentiment"] = SETTINGS["sentiment loss"] * (each * weight).sum() / len(each)
    losses["embedding"] = SETTINGS["embedding loss"] * (1 - (vectors * teacher).sum(1)).mean()
    # Retrieval ranks by the cosine of two vectors, so the cosines inside a batch are held as well.
    losses["likeness"] = SETTINGS["likeness loss"] * ((vectors @ vectors.T - teacher @ teacher.T) ** 2).mean()
    return losses


def train(rows, reviews, products, tokenizer, base_path, seed, epochs, bfloat16, log):
    torch.manual_seed(seed)
    chance = random.Random(seed)
    everything = rows + reviews + products
    teacher = teacher_vectors(base_path, tokenizer.encode_for_base, [row.text for row in everything])
    log(f"teacher vectors of {len(everything)} texts")

    model = ServiceModel(len(INTENTS), len(SENTIMENTS), load_base(base_path))
    average, averaged = copy.deepcopy(model), False
    optimise = optimiser(model)
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
        texts = [change(everything[i].text, everything[i].intent not in not_requests, chance) for i in chosen]
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
            losses = loss_of(
                model, ids, mask,
                torch.tensor([everything[i].intent for i in places]),
                torch.tensor([everything[i].sentiment for i in places]),
                torch.tensor([everything[i].source == "review" for i in places]),
                teacher[torch.tensor(places)],
                bfloat16)
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
