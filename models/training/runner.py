"""Calls the small .NET program that runs a model in ONNX Runtime, the engine of the product."""
import subprocess
from pathlib import Path

import numpy

from labels import INTENTS, SENTIMENTS
from model import VECTOR

HERE = Path(__file__).parent
SIZES = {"intent_logits": len(INTENTS), "sentiment_logits": len(SENTIMENTS), "embedding": VECTOR}


class Runner:
    def __init__(self, work):
        self.work = Path(work)
        subprocess.run(
            ["dotnet", "build", str(HERE / "runner"), "-c", "Release", "-v", "quiet", "--nologo",
             "--artifacts-path", str(self.work / "runner")], check=True)
        self.program = self.work / "runner/bin/runner/release/runner.dll"

    def call(self, *arguments):
        done = subprocess.run(["dotnet", str(self.program), *map(str, arguments)], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def outputs(self, model, sequences, batch):
        """The three outputs for all sequences, in their order, in batches of neighbours."""
        listed = self.work / "ids.txt"
        listed.write_text("\n".join(" ".join(map(str, ids)) for ids in sequences) + "\n", encoding="ascii")
        self.call("run", model, listed, self.work / "outputs", batch)
        return {
            name: numpy.fromfile(self.work / "outputs" / f"{name}.f32", dtype="<f4").reshape(-1, size)
            for name, size in SIZES.items()
        }

    def features(self, model, sequences, names):
        """Outputs that have a row for each token, marks at the ends included, of one sequence after the other."""
        listed = self.work / "ids.txt"
        listed.write_text("\n".join(" ".join(map(str, ids)) for ids in sequences) + "\n", encoding="ascii")
        self.call("features", model, listed, self.work / "features", *names)
        tokens = sum(map(len, sequences))
        return {name: numpy.memmap(self.work / "features" / f"{name}.f32", dtype="<f4", mode="r").reshape(tokens, -1) for name in names}

    def speed(self, model, tokens, batch, seconds=8):
        return float(self.call("time", model, tokens, batch, seconds))
