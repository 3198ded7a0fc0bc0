"""What is tried for reading a turn in its dialogue: the topic carried over, four numbers, a head on frozen vectors."""
import numpy
import torch
from torch.nn import functional

from contextdata import ASKED, OTHER, asks
from labels import INTENTS, NOT_BUSINESS
from metrics import softmax

HIDDEN, EPOCHS, RATE, DECAY, DROPOUT, BATCH = 64, 60, 1e-3, 0.05, 0.4, 32
TALK = [INTENTS.index(name) for name in sorted(NOT_BUSINESS)]
LIGHT = [place for place in TALK if place != OTHER]
BUSINESS = ~numpy.isin(numpy.arange(len(INTENTS)), TALK)
NO_TOPIC = len(INTENTS)
# How much of what was read before still counts a turn later.
FADES = 0.9


class Read:
    """What the shipped model gives for texts: calibrated probabilities and vectors."""

    def __init__(self, texts, encode, outputs_of, temperature):
        self.places = {text: place for place, text in enumerate(sorted(set(texts)))}
        found = outputs_of([encode(text) for text in self.places])
        self.vectors = found["embedding"] * found["embedding"].shape[1] ** 0.5
        self.shares = softmax(found["intent_logits"], temperature)

    def of(self, texts, what):
        return getattr(self, what)[[self.places[text] for text in texts]]


class Context:
    """Turns in the order of their dialogues, what the model reads in each, and what was read before it."""

    def __init__(self, turns, read, threshold):
        self.turns, self.shares = turns, read.of([turn.text for turn in turns], "shares")
        guess, sure = self.shares.argmax(axis=1), self.shares.max(axis=1)
        # Asked is what the model does not believe, or believes to mean nothing alone.
        self.asked = (sure < threshold) | (guess == OTHER)
        self.topics, self.topic_words, self.history = [], [], numpy.zeros_like(self.shares)
        for place, turn in enumerate(turns):
            if turn.first:
                topic, words, before = NO_TOPIC, "", numpy.zeros(len(INTENTS))
            self.topics.append(topic)
            self.topic_words.append(words)
            self.history[place] = before
            before = FADES * before + self.shares[place] * BUSINESS
            if sure[place] >= threshold and BUSINESS[guess[place]]:
                topic, words = guess[place], turn.text
        self.topics = numpy.array(self.topics)
        said = lambda texts: read.of(texts, "vectors") * numpy.array([[bool(text)] for text in texts])
        self.inputs = {
            "text": numpy.concatenate([read.of([turn.text for turn in turns], "vectors"), numpy.log(self.shares + 0.01)], axis=1),
            "topic": 3 * numpy.eye(NO_TOPIC + 1)[self.topics],
            "history": numpy.log(self.history + 0.05),
            "asked for": 3 * numpy.array([asks(turn.asked) for turn in turns], dtype=float).reshape(-1, len(ASKED)),
            "agent": said([turn.asked for turn in turns]),
            "shopper": said([turn.before for turn in turns]),
        }

    def input(self, names):
        return torch.from_numpy(numpy.concatenate([self.inputs[name] for name in names], axis=1)).float()

    def where_asked(self, shares):
        return numpy.where(self.asked[:, None], shares, self.shares)

    def carried(self):
        """The topic as it stands, where there is one and the text is no small talk."""
        place = numpy.where((self.topics == NO_TOPIC) | numpy.isin(self.shares.argmax(axis=1), LIGHT), self.shares.argmax(axis=1), self.topics)
        return numpy.eye(len(INTENTS))[place]


def mixed(context, weights):
    """The reading of the text and those of the dialogue before it, weighed by four numbers."""
    text, before, other, light = weights
    scores = text * numpy.log(context.shares + 0.01) + before * context.inputs["history"]
    scores[:, OTHER] += other
    scores[:, LIGHT] += light
    return softmax(scores)


def weights_of(context, rows, wanted):
    """The four numbers that some rows are likeliest with, by steps along each."""
    loss = lambda weights: -numpy.log(mixed(context, weights)[rows, wanted] + 1e-9).mean()
    weights, step = [1.0, 1.0, 0.0, 0.0], 0.4
    least = loss(weights)
    while step > 0.02:
        tries = [[*weights[:at], weights[at] + way, *weights[at + 1:]] for at in range(4) for way in (step, -step)]
        losses = [loss(one) for one in tries]
        if min(losses) < least - 1e-6:
            least, weights = min(losses), tries[int(numpy.argmin(losses))]
        else:
            step /= 2
    return weights


def fit(inputs, targets, seed):
    """A head of one hidden layer."""
    torch.manual_seed(seed)
    head = torch.nn.Sequential(torch.nn.Dropout(DROPOUT), torch.nn.Linear(inputs.shape[1], HIDDEN), torch.nn.ReLU(),
                               torch.nn.Dropout(DROPOUT), torch.nn.Linear(HIDDEN, len(INTENTS)))
    optimise = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(inputs) // BATCH)
    fall = torch.optim.lr_scheduler.LambdaLR(optimise, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(inputs)).split(BATCH):
            loss = functional.cross_entropy(head(inputs[rows]), targets[rows])
            optimise.zero_grad()
            loss.backward()
            optimise.step()
            fall.step()
    return head.eval()


@torch.no_grad()
def shares_of(head, inputs):
    return functional.softmax(head(inputs), dim=-1).numpy()
