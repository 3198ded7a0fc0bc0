"""The alternative that would cost a second model: the encoder itself trained on a turn together with what went before."""
import math
import random

import torch
from torch.nn import functional

import fit
from batches import by_length, in_batches, pad

# Of 64 places: the turn, the shopper's last words with a topic, the end of the agent's last message.
TURN, TOPIC, ASKED = 28, 14, 17
EPOCHS, BATCH, RATE = 2, 32, 0.5
SUMMED = ("last-1", "last-2")


def pairs_of(context, encode, separator):
    """Token ids of each turn with its topic's words and the agent's last words, as three segments."""
    sequences = []
    for turn, topic in zip(context.turns, context.topic_words):
        ids = encode(turn.text)[:-1][:TURN + 1] + [separator]
        for text, size, tail in ((topic, TOPIC, False), (turn.asked, ASKED, True)):
            pieces = encode(text)[1:-1] if text else []
            ids += (pieces[-size:] if tail else pieces[:size]) + [separator]
        sequences.append(ids)
    return sequences


def start(base, runs):
    """The shipped model before it was made small: the mean of the last two runs."""
    model = fit.new_model(base)
    states = [torch.load(runs / f"run-{name}.pt") for name in SUMMED]
    model.load_state_dict({name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]})
    return model


def train(model, sequences, wanted, seed):
    torch.manual_seed(seed)
    chance, optimise = random.Random(seed), fit.optimiser(model)
    first = [group["lr"] * RATE for group in optimise.param_groups]
    step, steps = 0, EPOCHS * math.ceil(len(sequences) / BATCH)
    model.train()
    for _ in range(EPOCHS):
        for rows in by_length([len(s) for s in sequences], BATCH, chance):
            for group, rate in zip(optimise.param_groups, first):
                group["lr"] = rate * fit.rate_at(step, steps)
            ids, mask = pad([sequences[row] for row in rows])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, mask)[0]
            loss = functional.cross_entropy(logits.float(), wanted[rows], label_smoothing=0.1)
            optimise.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimise.step()
            step += 1
    return model.eval()


def shares_of(model, sequences):
    return functional.softmax(in_batches(lambda ids, mask: model(ids, mask)[0], sequences)[0].float(), dim=-1).numpy()
