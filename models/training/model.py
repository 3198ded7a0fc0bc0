"""The encoder of the base model with an intent, a sentiment and an embedding head."""
import math

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

LAYERS, HIDDEN, HEADS, FEED_FORWARD = 4, 512, 8, 2048
VOCABULARY, POSITIONS = 21128, 512
MASKED = -10000.0


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.output_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.widen = nn.Linear(HIDDEN, FEED_FORWARD)
        self.narrow = nn.Linear(FEED_FORWARD, HIDDEN)
        self.narrow_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def heads(self, values):
        return values.view(values.shape[0], values.shape[1], HEADS, HIDDEN // HEADS).transpose(1, 2)

    def forward(self, hidden, mask, first_only):
        # Only the first token is read after the last layer, so the others need not be computed there.
        asking = hidden[:, :1] if first_only else hidden
        query, key, value = self.heads(self.query(asking)), self.heads(self.key(hidden)), self.heads(self.value(hidden))
        scores = query @ key.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + mask
        mixed = self.dropout(functional.softmax(scores, dim=-1)) @ value
        mixed = mixed.transpose(1, 2).reshape(asking.shape)
        asking = self.output_norm(asking + self.dropout(self.output(mixed)))
        return self.narrow_norm(asking + self.dropout(self.narrow(functional.gelu(self.widen(asking)))))


class Encoder(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, attention):
        places = torch.arange(ids.shape[1])
        hidden = self.words(ids) + self.positions(places) + self.types.weight[0]
        hidden = self.dropout(self.norm(hidden))
        mask = (1.0 - attention.float())[:, None, None, :] * MASKED
        for number, layer in enumerate(self.layers):
            hidden = layer(hidden, mask, first_only=number == LAYERS - 1)
        return hidden[:, 0]


class ServiceModel(nn.Module):
    def __init__(self, intents, sentiments, encoder):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.intent = nn.Linear(HIDDEN, intents)
        self.sentiment = nn.Linear(HIDDEN, sentiments)
        self.embedding = nn.Linear(HIDDEN, HIDDEN)
        with torch.no_grad():
            self.embedding.weight.copy_(torch.eye(HIDDEN))
            self.embedding.bias.zero_()
            for head in (self.intent, self.sentiment):
                head.weight.normal_(std=0.02)
                head.bias.zero_()

    def forward(self, ids, attention):
        first = self.encoder(ids, attention)
        seen = self.dropout(first)
        return self.intent(seen), self.sentiment(seen), functional.normalize(self.embedding(first).float(), dim=-1)


def load_base(path, dropout=0.1):
    """Reads the base model's weights out of its ONNX file.

    Biases and norms carry their usual names; the weight of each MatMul is a nameless initializer
    in the order query, key, value, output, feed-forward in, feed-forward out, layer by layer.
    """
    initializers = [(t.name, numpy_helper.to_array(t)) for t in onnx.load(path).graph.initializer]
    named = dict(initializers)
    products = iter(array for name, array in initializers if name.startswith("onnx::MatMul"))
    encoder = Encoder(dropout)

    def put(target, array):
        assert tuple(target.shape) == array.shape, (target.shape, array.shape)
        target.copy_(torch.from_numpy(numpy.array(array)))

    def put_norm(target, name):
        put(target.weight, named[f"{name}.LayerNorm.weight"])
        put(target.bias, named[f"{name}.LayerNorm.bias"])

    with torch.no_grad():
        for table, name in ((encoder.words, "word"), (encoder.positions, "position"), (encoder.types, "token_type")):
            put(table.weight, named[f"embeddings.{name}_embeddings.weight"])
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
