"""Another process, as a script starts it: its output and its exit status."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PASSPHRASE = "vosen-lugat-mirop-zadin-hubat"


@dataclass
class Shell:
    """Runs `python -m casework` on one instance. `identity` are the options that say who asks."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    imported: dict[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> list[str]:
        return ["--login", "vera", "--passphrase-file", str(self.folder / "passphrase")]

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK_")}
        return subprocess.run(
            [sys.executable, "-m", "casework", *arguments],
            cwd=ROOT,
            env=inherited | {"CASEWORK_DATA": str(self.folder / "data")} | self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def answer(self, *arguments: str) -> Any:
        """The one JSON object of a command that succeeds."""
        done = self.run(*arguments, *self.identity, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def init(self) -> "subprocess.CompletedProcess[str]":
        (self.folder / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")
        return self.run("init", "--org", "Test", *self.identity, "--recovery-out", str(self.folder / "recovery"))


def data(name: str) -> Path:
    """A file of the invented lists: `public-list-en.csv` holds the 3,164 people that `truth.json` counts."""
    return ROOT / "tests" / "data" / name
