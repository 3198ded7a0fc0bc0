"""A small writer of ONNX nodes: float and int8 products, norms, attention pieces."""
import numpy
from onnx import TensorProto, helper, numpy_helper

# 7 bits: the sum of two products of a byte and such a weight fits 16 bits, so that processors
# without VNNI instructions, which add pairs in 16 bits, saturate nowhere and agree with those that have them.
LARGEST_WEIGHT = 64


def quantise_columns(weight):
    """Symmetric int8 per output column."""
    scale = numpy.abs(weight).max(axis=0) / LARGEST_WEIGHT
    return numpy.round(weight / scale).astype(numpy.int8), scale.astype(numpy.float32)


def quantise_rows(table):
    scale = numpy.maximum(numpy.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    return numpy.round(table / scale).astype(numpy.int8), scale.astype(numpy.float32)


class Graph:
    def __init__(self, int8):
        self.int8 = int8
        self.nodes, self.constants, self.scaled = [], {}, {}

    def constant(self, name, array):
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(numpy.ascontiguousarray(array), name)
        return name

    def floats(self, name, array):
        return self.constant(name, numpy.asarray(array, dtype=numpy.float32))

    def shape(self, *sizes):
        return self.constant("shape_" + "_".join(map(str, sizes)), numpy.array(sizes, dtype=numpy.int64))

    def add(self, kind, inputs, name, outputs=None, **attributes):
        outputs = outputs or [name]
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=name, **attributes))
        return outputs[0]

    def dense(self, value, weight, bias, name, peaks=None):
        """value @ weight + bias, weight being (in, out); `peaks`, the largest that each input was seen to be, let the
        int8 product treat the few large inputs apart."""
        if self.int8:
            product = self.int8_product(value, weight, name, peaks)
        else:
            product = self.add("MatMul", [value, self.floats(f"{name}.weight", weight)], f"{name}.product")
        return self.add("Add", [product, self.floats(f"{name}.bias", bias)], name)

    def float_dense(self, value, weight, bias, name):
        product = self.add("MatMul", [value, self.floats(f"{name}.weight", weight)], f"{name}.product")
        return self.add("Add", [product, self.floats(f"{name}.bias", bias)], name)

    def int8_product(self, value, weight, name, peaks):
        # One range serves all inputs of a product, and one or two inputs are ten times larger than the rest. Half of
        # that (by its root) is moved into the weights, which lose less by it than the other inputs gain.
        spread = numpy.ones(len(weight)) if peaks is None else numpy.sqrt(numpy.maximum(peaks / numpy.median(peaks), 1.0))
        if value not in self.scaled:
            even = value if peaks is None else self.add("Mul", [value, self.floats(f"{value}.spread", 1 / spread)], f"{value}.even")
            names = [f"{value}.bytes", f"{value}.scale", f"{value}.zero"]
            self.add("DynamicQuantizeLinear", [even], f"{value}.quantise", names)
            self.scaled[value] = names
        bytes_, scale, zero = self.scaled[value]
        columns, column_scale = quantise_columns(weight * spread[:, None])
        whole = self.add("MatMulInteger", [
            bytes_, self.constant(f"{name}.weight", columns),
            zero, self.constant(f"{name}.weight_zero", numpy.zeros(columns.shape[1], dtype=numpy.int8)),
        ], f"{name}.integers")
        real = self.add("Cast", [whole], f"{name}.cast", to=TensorProto.FLOAT)
        both = self.add("Mul", [scale, self.floats(f"{name}.weight_scale", column_scale)], f"{name}.scales")
        return self.add("Mul", [real, both], f"{name}.product")

    def lookup(self, table, rows, name):
        if not self.int8:
            return self.add("Gather", [self.floats(f"{name}.table", table), rows], name)
        small, scale = quantise_rows(table)
        taken = self.add("Gather", [self.constant(f"{name}.table", small), rows], f"{name}.taken")
        real = self.add("Cast", [taken], f"{name}.cast", to=TensorProto.FLOAT)
        factor = self.add("Gather", [self.floats(f"{name}.row_scale", scale), rows], f"{name}.factor")
        return self.add("Mul", [real, factor], name)

    def norm(self, value, module, name):
        return self.add("LayerNormalization", [
            value, self.floats(f"{name}.weight", module.weight.detach()), self.floats(f"{name}.bias", module.bias.detach()),
        ], name, axis=-1, epsilon=module.eps)

    def gelu(self, value, name):
        """The form that ONNX Runtime recognises and fuses."""
        scaled = self.add("Div", [value, self.floats("root_of_two", 2 ** 0.5)], f"{name}.scaled")
        erf = self.add("Erf", [scaled], f"{name}.erf")
        shifted = self.add("Add", [erf, self.floats("one", 1.0)], f"{name}.shifted")
        product = self.add("Mul", [value, shifted], f"{name}.twice")
        return self.add("Mul", [product, self.floats("half", 0.5)], name)

    def model(self, name, inputs, outputs):
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="models/training")
        model.ir_version = 8
        return model
