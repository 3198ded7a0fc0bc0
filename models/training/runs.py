"""Which run follows which."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """`starts_from` names runs, none for the base model; `without` names files of written rows; `dialogues` is how
    often the rows of real dialogues are read in an epoch."""
    name: str
    seed: int
    starts_from: tuple = ()
    without: tuple = ()
    spares_tenth: bool = False
    dialogues: int = 1
    epochs: int = 3
    rate: float = 1.0


NEWEST = ("jd-weak", "taobao-orders", "taobao-presale")
RUNS = (
    Run("early-1", 1, without=NEWEST),
    Run("early-2", 2, without=NEWEST),
    Run("late-3", 3, ("early-1", "early-2"), epochs=2, rate=0.6),
    Run("late-4", 4, ("early-1", "early-2"), without=("taobao-orders",), epochs=2, rate=0.6),
    Run("whole-3", 3, spares_tenth=True),
)
TEACHERS = ("late-3", "late-4", "whole-3")
LAST = (
    Run("last-1", 0, TEACHERS, epochs=1, rate=0.5),
    Run("last-2", 0, ("last-1", "late-3", "late-4"), dialogues=3, epochs=1, rate=0.4),
)
