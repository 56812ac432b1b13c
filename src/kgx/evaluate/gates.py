"""Gates: what figures must at least (or at most) be, kept as data beside the labels."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kgx.errors import UsageError
from kgx.evaluate.figures import Counts, Figure

FILE = "gates.toml"


class Gate(msgspec.Struct, frozen=True):
    """A figure's measure and its bound: `number.f1 >= 0.9`, `spans.faults <= 0`."""

    figure: Annotated[str, msgspec.Meta(min_length=1)]
    measure: Literal["f1", "precision", "recall", "share", "faults"]
    bound: float

    @property
    def at_most(self) -> bool:
        """Faults have an upper bound; every other measure a lower one."""
        return self.measure == "faults"

    def __str__(self) -> str:
        return f"{self.figure}.{self.measure} {'<=' if self.at_most else '>='} {self.bound:g}"

    def value(self, figures: dict[str, Figure]) -> float:
        """The measured value. Raises UsageError where the figure does not exist or has no such measure."""
        figure = figures.get(self.figure)
        if figure is None:
            raise UsageError(f"gate {self}: there is no figure «{self.figure}»", hint=f"figures: {', '.join(figures)}")
        if not hasattr(figure, self.measure):
            measures = "precision, recall, f1" if isinstance(figure, Counts) else "share, faults"
            raise UsageError(f"gate {self}: «{self.figure}» has no {self.measure}", hint=f"its measures: {measures}")
        return float(getattr(figure, self.measure))

    def holds(self, figures: dict[str, Figure]) -> bool:
        """Whether the measured value keeps the bound."""
        value = self.value(figures)
        return value <= self.bound if self.at_most else value >= self.bound


def parse_gate(text: str) -> Gate:
    """A gate from `number.f1=0.9` (`>=`, `<=` are taken too: the measure says which way a bound goes)."""
    name, _, bound = text.replace(">=", "=").replace("<=", "=").partition("=")
    figure, _, measure = name.strip().rpartition(".")
    try:
        return msgspec.convert({"figure": figure, "measure": measure, "bound": float(bound)}, Gate)
    except (ValueError, msgspec.ValidationError) as fault:
        raise UsageError(f"not a gate: {text}", hint="FIGURE.MEASURE=BOUND, such as number.f1=0.9 or spans.faults=0") from fault


def read_gates(path: Path) -> tuple[Gate, ...]:
    """The gates of a TOML file: a table a figure, in it `measure = bound`. Raises UsageError where it is something else."""
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise UsageError(f"gates cannot be read: {path}: {fault}") from fault
    gates: list[Gate] = []
    for figure, measures in tables.items():
        if not isinstance(measures, dict):
            raise UsageError(f"{path}: «{figure}» is no table of measures", hint='write ["number"] and under it f1 = 0.9')
        gates += [parse_gate(f"{figure}.{measure}={bound}") for measure, bound in measures.items()]
    return tuple(gates)


def gates_of(folder: Path) -> tuple[Gate, ...]:
    """The gates that a labelled folder brings along in its `gates.toml`; none where it has no such file."""
    path = folder / FILE
    return read_gates(path) if path.exists() else ()
