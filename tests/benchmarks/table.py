"""The figures as a table: what was measured, the twin's, the ratio, the target, and whether it is met."""

from dataclasses import dataclass, field

AT_LEAST = ("rows/s", "recall")


@dataclass(frozen=True)
class Line:
    """`unit` is `ratio` (seconds beside the twin's), `s`, `MiB` or `a query`, each at most `target`; or one of
    `AT_LEAST`."""

    what: str
    people: str
    ours: float
    target: float | None
    unit: str
    twins: float | None = None

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        if self.unit == "ratio":
            return self.ours / self.twins <= self.target
        return self.ours >= self.target if self.unit in AT_LEAST else self.ours <= self.target

    def cells(self) -> list[str]:
        ratio = f"{self.ours / self.twins:.2f}" if self.twins else ""
        verdict = {True: "yes", False: "NO", None: ""}[self.met]
        return [
            self.what, self.people, self._shown(self.ours), self._shown(self.twins) if self.twins else "", ratio,
            self._wanted(), verdict,
        ]  # fmt: skip

    def _wanted(self) -> str:
        if self.target is None:
            return ""
        if self.unit == "ratio":
            return f"ratio ≤ {self.target}"
        unit = "" if self.unit == "recall" else f" {self.unit}"
        return f"≥ {self.target:,}{unit}" if self.unit in AT_LEAST else f"≤ {self.target}{unit}"

    def _shown(self, value: float) -> str:
        if self.unit == "rows/s":
            return f"{value:,.0f} rows/s"
        if self.unit in ("recall", "a query"):
            return f"{value:.3f}"
        if self.unit == "MiB":
            return f"{value:.0f} MiB"
        return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


HEAD = ["measured", "people", "sealed", "twin", "ratio", "target", "met"]


@dataclass
class Table:
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        self.lines.append(line)
        print("  ".join(line.cells()), flush=True)

    def text(self) -> str:
        rows = [HEAD, *(line.cells() for line in self.lines)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
        lines = [
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
        ]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        return "\n".join(lines)
