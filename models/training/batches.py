"""Pads texts of like length together."""
import random

import torch


def pad(sequences):
    width = max(map(len, sequences))
    ids = torch.tensor([sequence + [0] * (width - len(sequence)) for sequence in sequences])
    return ids, (ids != 0).long()


def by_length(lengths, size, chance: random.Random):
    """Batches of row numbers, similar in length inside a batch, in random order."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), size * 25):
        pool = sorted(order[start:start + size * 25], key=lambda row: lengths[row])
        batches += [pool[i:i + size] for i in range(0, len(pool), size)]
    chance.shuffle(batches)
    return batches


@torch.no_grad()
def in_batches(function, sequences, size=64):
    """Applies function(ids, attention) to all sequences; gives a tuple of tensors in their order."""
    order = sorted(range(len(sequences)), key=lambda row: len(sequences[row]))
    parts = [function(*pad([sequences[row] for row in order[i:i + size]])) for i in range(0, len(order), size)]
    if torch.is_tensor(parts[0]):
        parts = [(part,) for part in parts]
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return tuple(torch.cat(column)[back] for column in zip(*parts))
