"""Writes the trained model as ONNX, in float or int8."""
import onnx
import torch
from onnx import TensorProto, helper

from batches import in_batches
from graph import Graph
from labels import INTENTS, SENTIMENTS
from model import HEAD, MASKED, VECTOR


def joined(*linears, factor=None):
    """Several dense layers over one input as one: weight (in, out) and bias."""
    factors = factor or [1.0] * len(linears)
    weight = torch.cat([linear.weight * f for linear, f in zip(linears, factors)]).detach().numpy().T
    bias = torch.cat([linear.bias * f for linear, f in zip(linears, factors)]).detach().numpy()
    return weight, bias


def heads(graph, value, order, name):
    split = graph.add("Reshape", [value, graph.shape(0, 0, -1, HEAD)], f"{name}.heads")
    return graph.add("Transpose", [split], f"{name}.turned", perm=order)


def peaks_of(model, sequences):
    """The largest absolute value of each input of each dense layer of the encoder over some texts."""
    found = {}

    def note(module, inputs):
        largest = inputs[0].flatten(0, -2).abs().amax(0)
        found[module] = torch.maximum(found[module], largest) if module in found else largest

    hooks = [module.register_forward_pre_hook(note) for module in model.encoder.modules() if isinstance(module, torch.nn.Linear)]
    in_batches(model, sequences)
    for hook in hooks:
        hook.remove()
    return {module: largest.numpy() for module, largest in found.items()}


def attention(graph, layer, hidden, asking, mask, name, peaks):
    # The factor of the scores is taken into the query's weights.
    factor, size = HEAD ** -0.5, layer.query.in_features
    if asking == hidden:
        every = graph.dense(hidden, *joined(layer.query, layer.key, layer.value, factor=[factor, 1.0, 1.0]), f"{name}.qkv", peaks.get(layer.query))
        query, key, value = f"{name}.query", f"{name}.key", f"{name}.value"
        graph.add("Split", [every, graph.shape(size, size, size)], f"{name}.split", [query, key, value], axis=-1)
    else:
        query = graph.dense(asking, *joined(layer.query, factor=[factor]), f"{name}.query", peaks.get(layer.query))
        both = graph.dense(hidden, *joined(layer.key, layer.value), f"{name}.kv", peaks.get(layer.key))
        key, value = f"{name}.key", f"{name}.value"
        graph.add("Split", [both, graph.shape(size, size)], f"{name}.split", [key, value], axis=-1)
    query = heads(graph, query, [0, 2, 1, 3], f"{name}.query")
    key = heads(graph, key, [0, 2, 3, 1], f"{name}.key")
    value = heads(graph, value, [0, 2, 1, 3], f"{name}.value")
    scores = graph.add("MatMul", [query, key], f"{name}.scores")
    shares = graph.add("Softmax", [graph.add("Add", [scores, mask], f"{name}.masked")], f"{name}.shares", axis=-1)
    mixed = graph.add("MatMul", [shares, value], f"{name}.mixed")
    mixed = graph.add("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
    return graph.add("Reshape", [mixed, graph.shape(0, 0, size)], f"{name}.joined")


def layer_nodes(graph, layer, hidden, first_only, mask, name, peaks):
    asking = hidden
    if first_only:
        asking = graph.add("Slice", [hidden, graph.shape(0), graph.shape(1), graph.shape(1)], f"{name}.first")
    mixed = attention(graph, layer, hidden, asking, mask, f"{name}.attention", peaks)
    mixed = graph.dense(mixed, *joined(layer.output), f"{name}.output")
    seen = graph.norm(graph.add("Add", [mixed, asking], f"{name}.output_sum"), layer.output_norm, f"{name}.output_norm")
    wide = graph.gelu(graph.dense(seen, *joined(layer.widen), f"{name}.widen", peaks.get(layer.widen)), f"{name}.gelu")
    narrow = graph.dense(wide, *joined(layer.narrow), f"{name}.narrow", peaks.get(layer.narrow))
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
def write(model, path, int8, seen=()):
    """`seen` are token ids of training texts, which show how large the inputs of the int8 products grow."""
    graph, peaks = Graph(int8), peaks_of(model, seen) if seen else {}
    mask, hidden = mask_nodes(graph), embeddings(graph, model.encoder)
    for number, layer in enumerate(model.encoder.layers):
        hidden = layer_nodes(graph, layer, hidden, number == len(model.encoder.layers) - 1, mask, f"layer{number}", peaks)
    first = graph.add("Squeeze", [hidden, graph.shape(1)], "first_token")
    for name, head in (("intent_logits", model.intent), ("sentiment_logits", model.sentiment)):
        graph.float_dense(first, *joined(head), name)
    vector = graph.float_dense(first, *joined(model.embedding), "vector")
    length = graph.add("ReduceL2", [vector], "vector.length", axes=[-1], keepdims=1)
    graph.add("Div", [vector, length], "embedding")

    tokens = ["batch", "sequence"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, tokens) for n in ("input_ids", "attention_mask", "token_type_ids")]
    sizes = {"intent_logits": len(INTENTS), "sentiment_logits": len(SENTIMENTS), "embedding": VECTOR}
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["batch", size]) for n, size in sizes.items()]
    written = graph.model("service-understanding", inputs, outputs)
    onnx.checker.check_model(written)
    onnx.save(written, path)
