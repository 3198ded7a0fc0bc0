"""The encoder of the base model with an intent, a sentiment and an embedding head."""
import math
from dataclasses import dataclass

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

import vocabulary
from tokenizer import MAX_TOKENS

MASKED = -10000.0
HEAD = 64


@dataclass(frozen=True)
class Shape:
    layers: int
    hidden: int

    @property
    def heads(self):
        return self.hidden // HEAD

    @property
    def wide(self):
        return 4 * self.hidden


BASE = Shape(4, 512)
VECTOR = BASE.hidden


class Layer(nn.Module):
    def __init__(self, shape, dropout):
        super().__init__()
        hidden = shape.hidden
        self.query = nn.Linear(hidden, hidden)
        self.key = nn.Linear(hidden, hidden)
        self.value = nn.Linear(hidden, hidden)
        self.output = nn.Linear(hidden, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.widen = nn.Linear(hidden, shape.wide)
        self.narrow = nn.Linear(shape.wide, hidden)
        self.narrow_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def heads(self, values):
        return values.view(*values.shape[:2], -1, HEAD).transpose(1, 2)

    def forward(self, hidden, mask, first_only):
        # Only the first token is read after the last layer, so the others need not be computed there.
        asking = hidden[:, :1] if first_only else hidden
        query, key, value = self.heads(self.query(asking)), self.heads(self.key(hidden)), self.heads(self.value(hidden))
        scores = query @ key.transpose(2, 3) / math.sqrt(HEAD) + mask
        mixed = self.dropout(functional.softmax(scores, dim=-1)) @ value
        mixed = mixed.transpose(1, 2).reshape(asking.shape)
        asking = self.output_norm(asking + self.dropout(self.output(mixed)))
        return self.narrow_norm(asking + self.dropout(self.narrow(functional.gelu(self.widen(asking)))))


class Encoder(nn.Module):
    def __init__(self, words, shape=BASE, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(words, shape.hidden)
        self.positions = nn.Embedding(MAX_TOKENS, shape.hidden)
        self.types = nn.Embedding(2, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, attention):
        """The first token after the last layer."""
        return self.states(ids, attention, first_only=True)[:, 0]

    def states(self, ids, attention, first_only=False):
        places = torch.arange(ids.shape[1])
        hidden = self.words(ids) + self.positions(places) + self.types.weight[0]
        hidden = self.dropout(self.norm(hidden))
        mask = (1.0 - attention.float())[:, None, None, :] * MASKED
        for number, layer in enumerate(self.layers):
            hidden = layer(hidden, mask, first_only and number == len(self.layers) - 1)
        return hidden


class ServiceModel(nn.Module):
    def __init__(self, intents, sentiments, encoder):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        hidden = encoder.words.embedding_dim
        self.intent = nn.Linear(hidden, intents)
        self.sentiment = nn.Linear(hidden, sentiments)
        self.embedding = nn.Linear(hidden, VECTOR)
        with torch.no_grad():
            self.embedding.weight.copy_(torch.eye(VECTOR, hidden))
            self.embedding.bias.zero_()
            for head in (self.intent, self.sentiment):
                head.weight.normal_(std=0.02)
                head.bias.zero_()

    def forward(self, ids, attention):
        first = self.encoder(ids, attention)
        seen = self.dropout(first)
        return self.intent(seen), self.sentiment(seen), functional.normalize(self.embedding(first).float(), dim=-1)


def load_base(folder, dropout=0.1):
    """Reads the base model's weights out of its ONNX file, of the tables of words and
    positions only what can occur.

    Biases and norms carry their usual names; the weight of each MatMul is a nameless initializer
    in the order query, key, value, output, feed-forward in, feed-forward out, layer by layer.
    """
    initializers = [(t.name, numpy_helper.to_array(t)) for t in onnx.load(folder / "model.onnx").graph.initializer]
    named = dict(initializers)
    products = iter(array for name, array in initializers if name.startswith("onnx::MatMul"))
    kept = [place for _, place in vocabulary.read(folder / "vocab.txt")]
    encoder = Encoder(len(kept), dropout=dropout)

    def put(target, array):
        assert tuple(target.shape) == array.shape, (target.shape, array.shape)
        target.copy_(torch.from_numpy(numpy.array(array)))

    def put_norm(target, name):
        put(target.weight, named[f"{name}.LayerNorm.weight"])
        put(target.bias, named[f"{name}.LayerNorm.bias"])

    with torch.no_grad():
        put(encoder.words.weight, named["embeddings.word_embeddings.weight"][kept])
        put(encoder.positions.weight, named["embeddings.position_embeddings.weight"][:MAX_TOKENS])
        put(encoder.types.weight, named["embeddings.token_type_embeddings.weight"])
        put_norm(encoder.norm, "embeddings")
        for number, layer in enumerate(encoder.layers):
            prefix = f"encoder.layer.{number}"
            for linear, name in (
                (layer.query, "attention.self.query"), (layer.key, "attention.self.key"),
                (layer.value, "attention.self.value"), (layer.output, "attention.output.dense"),
                (layer.widen, "intermediate.dense"), (layer.narrow, "output.dense"),
            ):
                put(linear.weight, next(products).T)
                put(linear.bias, named[f"{prefix}.{name}.bias"])
            put_norm(layer.output_norm, f"{prefix}.attention.output")
            put_norm(layer.narrow_norm, f"{prefix}.output")
    return encoder
