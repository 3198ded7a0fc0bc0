"""What models that never saw a row think of it: soft labels against noise in the labels."""
import math
import random
import zlib

import numpy
import torch
from torch.nn import functional

import fit
from augment import change
from batches import by_length, in_batches, pad
from data import text_key
from labels import INTENTS, NOT_BUSINESS, SENTIMENTS
from model import ServiceModel, load_base

FOLDS, EPOCHS, BATCH = 3, 2, 32


def cross_fit(rows, tokenizer, base, bfloat16, log):
    """Returns a logit for each intent and sentiment, row by row. Rows with the same text share a fold."""
    fold_of = [zlib.crc32(text_key(row.text).encode()) % FOLDS for row in rows]
    found = numpy.zeros((len(rows), len(INTENTS) + len(SENTIMENTS)), dtype=numpy.float32)
    for fold in range(FOLDS):
        model = short_run([row for row, own in zip(rows, fold_of) if own != fold], tokenizer, base, fold, bfloat16)
        held = [place for place, own in enumerate(fold_of) if own == fold]
        intents, sentiments, _ = in_batches(model, [tokenizer.encode(rows[place].text) for place in held])
        found[held] = torch.cat([intents, sentiments], dim=1).numpy()
        right = [int(guess) == rows[place].intent for guess, place in zip(intents.argmax(1), held)]
        log(f"fold {fold + 1}/{FOLDS}: intent accuracy on its {len(held)} rows {sum(right) / len(right):.3f}")
    return found


def short_run(rows, tokenizer, base, seed, bfloat16):
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = ServiceModel(len(INTENTS), len(SENTIMENTS), load_base(base))
    optimise = fit.optimiser(model)
    first_rates = [group["lr"] for group in optimise.param_groups]
    steps, step = EPOCHS * math.ceil(len(rows) / BATCH), 0
    weights = torch.tensor(fit.SETTINGS["sentiment weights"])
    for _ in range(EPOCHS):
        sequences = [tokenizer.encode(change(row.text, INTENTS[row.intent] not in NOT_BUSINESS, chance)) for row in rows]
        for batch in by_length([len(s) for s in sequences], BATCH, chance):
            model.train()
            for group, rate in zip(optimise.param_groups, first_rates):
                group["lr"] = rate * fit.rate_at(step, steps)
            ids, mask = pad([sequences[place] for place in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
                first = model.encoder(ids, mask)
                intents, sentiments = model.intent(model.dropout(first)).float(), model.sentiment(model.dropout(first)).float()
            loss = (functional.cross_entropy(intents, torch.tensor([rows[place].intent for place in batch]), label_smoothing=0.1)
                    + 0.5 * functional.cross_entropy(sentiments, torch.tensor([rows[place].sentiment for place in batch]),
                                                     weight=weights, label_smoothing=0.05))
            optimise.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 1.0)
            optimise.step()
            step += 1
    return model.eval()
