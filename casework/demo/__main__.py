"""`python -m casework.demo`: make the demonstration once, print its passphrases once, then serve it."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

FINISHED = "demonstration"
"""A file whose presence says that the folder is a demonstration, whole; `unfinished` says it was cut short."""
UNFINISHED = "unfinished-demonstration"
SEED = 20240809
PEOPLE = 3200


def main() -> None:
    arguments = _arguments()
    data: Path = arguments.data.absolute()
    os.umask(0o077)
    if (data / FINISHED).exists():
        print(f"Using the demonstration in {data}.")
        print("Its passphrases were printed once, when it was made. Lost them, or want to start over?")
        print(f"  rm -r {data} && make demo")
    else:
        _make(data, arguments.people, arguments.seed)
    if arguments.serve:
        _serve(data, arguments.bind)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m casework.demo", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("demo-data"), help="folder of the demonstration")
    parser.add_argument("--bind", default="127.0.0.1:8000", help="address to serve on")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed makes the same people")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="only make the data")
    return parser.parse_args()


def _make(data: Path, people: int, seed: int) -> None:
    """Starts over what was cut short; refuses a folder that holds something else."""
    if (data / UNFINISHED).exists():
        shutil.rmtree(data)
    if data.exists() and any(data.iterdir()):
        sys.exit(f"{data} holds something that is no demonstration: choose another folder with --data.")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / UNFINISHED).touch()
    from casework.demo.instance import make  # noqa: PLC0415 - the second start must not wait for it

    accounts = make(data, people, seed, _step)
    (data / UNFINISHED).rename(data / FINISHED)
    print("\nSign in with any of these. They are shown now and never again:\n")
    for role, account in accounts.items():
        print(f"  {role.replace('_', ' '):18} {account.login:14} {account.passphrase}")
    print()


@contextmanager
def _step(text: str) -> Iterator[Callable[[str], None]]:
    """A line that says what is going on, and how long it took."""
    begun = monotonic()
    print(f"{text} ...", end="", flush=True)
    yield lambda more: print(f" {more}", end="", flush=True)
    print(f" {monotonic() - begun:.1f} s", flush=True)


def _serve(data: Path, bind: str) -> None:
    """In this process's place, with the cookie allowed over the plain HTTP of a loopback address."""
    environment = os.environ | {"CASEWORK_DATA": str(data), "CASEWORK_COOKIE_SECURE": "no"}
    environment.pop("CASEWORK_DATABASE_URL", None)
    sys.stdout.flush()
    command = [sys.executable, "-m", "casework", "serve", "--bind", bind, "--workers", "1", "--threads", "8"]
    os.execve(sys.executable, command, environment)  # noqa: S606


if __name__ == "__main__":
    main()
