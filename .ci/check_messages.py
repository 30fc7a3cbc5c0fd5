"""Refuses catalogues that lack a sentence, hold one unsure, or translate one with other placeholders."""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "casework" / "translations"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def wanted() -> set[str]:
    with (ROOT / "babel.cfg").open() as text:
        methods, options = parse_mapping_cfg(text)
    found = Catalog()
    for _, _, message, _, _ in extract_from_dir(ROOT, methods, options, directory_filter=_ours):
        found.add(message)
    return {_single(message.id) for message in found if message.id}


def _ours(folder: str) -> bool:
    return Path(folder).name not in {".venv", "node_modules", "demo-data", "instance", "__pycache__", ".git"}


def _single(identifier: str | tuple[str, ...] | list[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def faults(catalogue: Catalog, needed: set[str]) -> list[str]:
    found = {_single(message.id): message for message in catalogue if message.id}
    wrong = [f"not in the catalogue (make messages): {text!r}" for text in sorted(needed - found.keys())]
    for text in sorted(needed & found.keys()):
        message = found[text]
        translated = [message.string] if isinstance(message.string, str) else list(message.string)
        if message.fuzzy:
            wrong.append(f"unsure: {text!r}")
        if not all(translated):
            wrong.append(f"untranslated: {text!r}")
        elif any(set(PLACEHOLDER.findall(one)) - _allowed(message.id) for one in translated):
            wrong.append(f"other placeholders: {text!r}")
    return wrong


def _allowed(identifier: str | tuple[str, ...] | list[str]) -> set[str]:
    texts = [identifier] if isinstance(identifier, str) else identifier
    return {mark for text in texts for mark in PLACEHOLDER.findall(text)}


def main() -> int:
    needed = wanted()
    failed = 0
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/messages.po")):
        wrong = faults(read_po(BytesIO(path.read_bytes()), locale=path.parent.parent.name), needed)
        for line in wrong:
            sys.stderr.write(f"{path.relative_to(ROOT)}: {line}\n")
        failed += len(wrong)
    sys.stdout.write(f"{len(needed)} sentences, {failed} faults\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
