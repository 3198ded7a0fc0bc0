"""Puts the float file beside a model, and a half-precision one made of it for a GPU, and names both in the manifest.

    /usr/bin/python3 models/training/half.py --float WORK/float.onnx --model models/understanding
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper


def halved(model):
    """Weights and products in half precision; ids go in and floats come out as before."""
    for place, constant in enumerate(model.graph.initializer):
        if constant.data_type == TensorProto.FLOAT:
            values = numpy_helper.to_array(constant).astype(numpy.float16)
            model.graph.initializer[place].CopyFrom(numpy_helper.from_array(values, constant.name))
    given = {output.name for output in model.graph.output}
    for node in model.graph.node:
        if node.op_type == "Cast":
            for attribute in node.attribute:
                if attribute.name == "to" and attribute.i == TensorProto.FLOAT:
                    attribute.i = TensorProto.FLOAT16
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                if name in given:
                    names[place] = f"{name}.half"
    for name in sorted(given):
        model.graph.node.append(helper.make_node("Cast", [f"{name}.half"], [name], name=f"{name}.float", to=TensorProto.FLOAT))
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--float", type=Path, required=True, help="the float file that the training left in its work folder")
    parser.add_argument("--model", type=Path, required=True, help="the model's folder")
    options = parser.parse_args()
    manifest = json.loads((options.model / "manifest.json").read_text(encoding="utf-8"))
    manifest["variants"] = {}
    for precision, model in (("fp32", onnx.load(options.float)), ("fp16", halved(onnx.load(options.float)))):
        path = options.model / f"model.{precision}.onnx"
        onnx.save(model, str(path))
        manifest["variants"][precision] = {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    (options.model / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
