"""Writes the trained model as ONNX, in float or int8."""
import onnx
import torch
from onnx import TensorProto, helper

from graph import Graph
from labels import INTENTS, SENTIMENTS
from model import HEADS, HIDDEN, LAYERS, MASKED

HEAD = HIDDEN // HEADS


def joined(*linears, factor=None):
    """Several dense layers over one input as one: weight (in, out) and bias."""
    factors = factor or [1.0] * len(linears)
    weight = torch.cat([linear.weight * f for linear, f in zip(linears, factors)]).detach().numpy().T
    bias = torch.cat([linear.bias * f for linear, f in zip(linears, factors)]).detach().numpy()
    return weight, bias


def heads(graph, value, order, name):
    split = graph.add("Reshape", [value, graph.shape(0, 0, HEADS, HEAD)], f"{name}.heads")
    return graph.add("Transpose", [split], f"{name}.turned", perm=order)


def attention(graph, layer, hidden, asking, mask, name):
    # The factor of the scores is taken into the query's weights.
    factor = HEAD ** -0.5
    if asking == hidden:
        every = graph.dense(hidden, *joined(layer.query, layer.key, layer.value, factor=[factor, 1.0, 1.0]), f"{name}.qkv")
        query, key, value = f"{name}.query", f"{name}.key", f"{name}.value"
        graph.add("Split", [every, graph.shape(HIDDEN, HIDDEN, HIDDEN)], f"{name}.split", [query, key, value], axis=-1)
    else:
        query = graph.dense(asking, *joined(layer.query, factor=[factor]), f"{name}.query")
        both = graph.dense(hidden, *joined(layer.key, layer.value), f"{name}.kv")
        key, value = f"{name}.key", f"{name}.value"
        graph.add("Split", [both, graph.shape(HIDDEN, HIDDEN)], f"{name}.split", [key, value], axis=-1)
    query = heads(graph, query, [0, 2, 1, 3], f"{name}.query")
    key = heads(graph, key, [0, 2, 3, 1], f"{name}.key")
    value = heads(graph, value, [0, 2, 1, 3], f"{name}.value")
    scores = graph.add("MatMul", [query, key], f"{name}.scores")
    shares = graph.add("Softmax", [graph.add("Add", [scores, mask], f"{name}.masked")], f"{name}.shares", axis=-1)
    mixed = graph.add("MatMul", [shares, value], f"{name}.mixed")
    mixed = graph.add("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
    return graph.add("Reshape", [mixed, graph.shape(0, 0, HIDDEN)], f"{name}.joined")


def layer_nodes(graph, layer, hidden, first_only, mask, name):
    asking = hidden
    if first_only:
        asking = graph.add("Slice", [hidden, graph.shape(0), graph.shape(1), graph.shape(1)], f"{name}.first")
    mixed = attention(graph, layer, hidden, asking, mask, f"{name}.attention")
    mixed = graph.dense(mixed, *joined(layer.output), f"{name}.output")
    seen = graph.norm(graph.add("Add", [mixed, asking], f"{name}.output_sum"), layer.output_norm, f"{name}.output_norm")
    wide = graph.gelu(graph.dense(seen, *joined(layer.widen), f"{name}.widen"), f"{name}.gelu")
    narrow = graph.dense(wide, *joined(layer.narrow), f"{name}.narrow")
    return graph.norm(graph.add("Add", [narrow, seen], f"{name}.narrow_sum"), layer.narrow_norm, f"{name}.narrow_norm")


def embeddings(graph, encoder):
    table = lambda module: module.weight.detach().numpy()
    words = graph.lookup(table(encoder.words), "input_ids", "words")
    types = graph.add("Gather", [graph.floats("types.table", table(encoder.types)), "token_type_ids"], "types")
    length = graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    places = graph.add("Slice", [graph.floats("places.table", table(encoder.positions)), graph.shape(0), length, graph.shape(0)], "places")
    hidden = graph.add("Add", [graph.add("Add", [words, types], "words_types"), places], "words_types_places")
    return graph.norm(hidden, encoder.norm, "embeddings")


def mask_nodes(graph):
    real = graph.add("Cast", ["attention_mask"], "mask.float", to=TensorProto.FLOAT)
    wide = graph.add("Unsqueeze", [real, graph.shape(1, 2)], "mask.wide")
    absent = graph.add("Sub", [graph.floats("one", 1.0), wide], "mask.absent")
    return graph.add("Mul", [absent, graph.floats("masked", MASKED)], "mask")


@torch.no_grad()
def write(model, path, int8):
    graph = Graph(int8)
    mask, hidden = mask_nodes(graph), embeddings(graph, model.encoder)
    for number, layer in enumerate(model.encoder.layers):
        hidden = layer_nodes(graph, layer, hidden, number == LAYERS - 1, mask, f"layer{number}")
    first = graph.add("Squeeze", [hidden, graph.shape(1)], "first_token")
    for name, head in (("intent_logits", model.intent), ("sentiment_logits", model.sentiment)):
        graph.float_dense(first, *joined(head), name)
    vector = graph.float_dense(first, *joined(model.embedding), "vector")
    length = graph.add("ReduceL2", [vector], "vector.length", axes=[-1], keepdims=1)
    graph.add("Div", [vector, length], "embedding")

    tokens = ["batch", "sequence"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, tokens) for n in ("input_ids", "attention_mask", "token_type_ids")]
    sizes = {"intent_logits": len(INTENTS), "sentiment_logits": len(SENTIMENTS), "embedding": HIDDEN}
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["batch", size]) for n, size in sizes.items()]
    written = graph.model("service-understanding", inputs, outputs)
    onnx.checker.check_model(written)
    onnx.save(written, path)
