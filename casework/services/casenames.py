"""Whom a list means by a number or a name: cases on file, found across scripts. Never a guess."""

from dataclasses import dataclass, field
from functools import cached_property

from casework.casebook.summaries import CaseSummary
from casework.domain import names
from casework.domain.records import RecordKind
from casework.domain.register import Register
from casework.services.actor import Actor
from casework.services.entitiesonfile import CaseNumbers, summaries


@dataclass
class CaseNames:
    """Read when the first row names somebody, and kept no longer than the plan. `before` as in `summaries`: a list
    that is taken up again finds whom its first run found."""

    actor: Actor
    before: int = 0
    _found: dict[str, tuple[str, bool]] = field(default_factory=dict)

    @cached_property
    def _read(self) -> tuple[CaseNumbers, Register[str]]:
        numbers, register = CaseNumbers(), Register[str]()
        for record, summary in summaries(self.actor, RecordKind.CASE, before=self.before):
            if isinstance(summary, CaseSummary):
                numbers.add(record, summary)
                register.add(record, (*(text for _, text in summary.names), *summary.aliases))
        return numbers, register

    def find(self, written: str) -> tuple[str, bool]:
        """The case, empty if nobody is meant for certain; and whether several could be. Raises NotAllowed, Tampered."""
        if written not in self._found:
            self._found[written] = self._look(written)
        return self._found[written]

    def _look(self, written: str) -> tuple[str, bool]:
        numbers, register = self._read
        by_number = numbers.cases(written)
        if by_number:
            return (next(iter(by_number)), False) if len(by_number) == 1 else ("", True)
        if len(names.tokens(written)) < 2:
            return "", False
        alike = [case for case, score in register.best(written, 5, names.DUPLICATE) if score >= names.DUPLICATE]
        sure = register.best(written, 1, names.SAME)
        return (sure[0][0], False) if sure and len(alike) == 1 else ("", bool(alike))
