"""The head that marks slots: its training, its reading of the likeliest marks, and its figures."""
import numpy
import torch

from slotdata import LABELS, SLOTS

NARROW, HIDDEN, WIDTH = 96, 96, 3
EPOCHS, RATE, DROPOUT, BATCH = 10, 2e-3, 0.2, 32
NO_LABEL = -100


class Head(torch.nn.Module):
    """Token states, made narrow, are read with those of two neighbours on each side: the encoder's own last layers tell
    what a text means and hardly any more which token said it."""

    def __init__(self, inputs):
        super().__init__()
        self.narrow = torch.nn.Linear(inputs, NARROW)
        self.beside = torch.nn.Conv1d(NARROW, HIDDEN, WIDTH, padding=WIDTH // 2)
        self.again = torch.nn.Conv1d(HIDDEN, HIDDEN, WIDTH, padding=WIDTH // 2)
        self.labels = torch.nn.Linear(HIDDEN, len(LABELS))

    def forward(self, states, mask):
        states = torch.nn.functional.dropout(states, DROPOUT, self.training)
        narrow = self.narrow(states) * mask.unsqueeze(-1)
        hidden = torch.relu(self.beside(narrow.transpose(1, 2))) * mask.unsqueeze(1)
        hidden = hidden + torch.relu(self.again(hidden))
        return self.labels(torch.nn.functional.dropout(hidden.transpose(1, 2), DROPOUT, self.training))


def padded(texts):
    """States, mask and labels of some texts, given as pairs of states and labels."""
    length = max(len(labels) for _, labels in texts)
    states = torch.zeros(len(texts), length, texts[0][0].shape[1])
    mask, wanted = torch.zeros(len(texts), length), torch.full((len(texts), length), NO_LABEL)
    for row, (found, labels) in enumerate(texts):
        states[row, :len(labels)], mask[row, :len(labels)], wanted[row, :len(labels)] = found, 1, labels
    return states, mask, wanted


def fit(texts, seed):
    """A head for texts, given as pairs of token states and numbers of labels."""
    torch.manual_seed(seed)
    chance = numpy.random.default_rng(seed)
    head, lengths = Head(texts[0][0].shape[1]), numpy.array([len(labels) for _, labels in texts])
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * (len(texts) // BATCH + 1))
    for _ in range(EPOCHS):
        # Texts of like length go together, so that little is padding.
        order = numpy.argsort(lengths + chance.random(len(texts)) * 4)
        parts = [order[place:place + BATCH] for place in range(0, len(order), BATCH)]
        chance.shuffle(parts)
        for part in parts:
            states, mask, wanted = padded([texts[place] for place in part])
            loss = torch.nn.functional.cross_entropy(head(states, mask).flatten(0, 1), wanted.flatten(), ignore_index=NO_LABEL)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return head.eval()


def softmax(logits):
    powers = numpy.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def decode(logits):
    """Spans (first token, behind the last, slot, confidence) of a text: an I- may only follow its own B- or I-."""
    if len(logits) == 0:
        return []
    best = numpy.where([name[0] == "I" for name in LABELS], -numpy.inf, logits[0])
    ways = []
    for row in logits[1:]:
        any_ = best.argmax()
        way = numpy.full(len(LABELS), any_)
        for label, name in enumerate(LABELS):
            if name[0] == "I":
                way[label] = label if best[label] > best[label - 1] else label - 1
        best = best[way] + row
        ways.append(way)
    path = [int(best.argmax())]
    for way in reversed(ways):
        path.append(int(way[path[-1]]))
    path.reverse()
    shares, found, at = softmax(logits), [], 0
    while at < len(path):
        first = path[at]
        if first == 0:
            at += 1
            continue
        end = at + 1
        while end < len(path) and path[end] == first + 1:
            end += 1
        found.append((at, end, LABELS[first][2:], float((shares[at:end, first] + shares[at:end, first + 1]).min())))
        at = end
    return found


def scores(pairs, slots=SLOTS):
    """F1 by slot, of overlapping and of equal places, over pairs of marked and found spans."""
    table = {}
    for slot in [*slots, "all"]:
        marked = found = right = exact = 0
        for wanted, given in pairs:
            wanted = [s for s in wanted if slot in ("all", s[2])]
            given = [s for s in given if slot in ("all", s[2])]
            marked, found = marked + len(wanted), found + len(given)
            left = list(given)
            for one in wanted:
                hit = next((g for g in left if g[2] == one[2] and g[0] < one[1] and one[0] < g[1]), None)
                if hit:
                    left.remove(hit)
                    right += 1
                    exact += hit[:2] == one[:2]
        table[slot] = {"marked": marked, "found": found, "precision": right / max(1, found), "recall": right / max(1, marked),
                       "f1": 2 * right / max(1, marked + found), "exact": 2 * exact / max(1, marked + found)}
    return table
