"""What one row of a list says about one advocacy action, typed; whom it covers and who took part as written."""

from dataclasses import dataclass, field

from casework.domain.actions import Action
from casework.domain.importing import Problem


@dataclass(slots=True)
class ActionDraft:
    """`action` covers nobody yet: `persons` are numbers or names, to be found on file. `said` are the fields that the
    row fills: an empty cell says nothing."""

    row: int
    action: Action
    persons: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    warnings: list[Problem] = field(default_factory=list)

    def warn(self, code: str, column: str = "", value: str = "") -> None:
        self.warnings.append(Problem(self.row, code, column, value))


ActionRow = ActionDraft | Problem
