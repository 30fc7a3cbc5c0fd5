"""Sealed files: ciphertext by id, in a folder or a bucket. What is in them is said in their record."""

import io
from typing import BinaryIO
from uuid import UUID

import fsspec

from casework.store import settings


def _place(file_id: UUID) -> tuple[fsspec.AbstractFileSystem, str]:
    system, root = fsspec.core.url_to_fs(str(settings.data_folder() / "files"))
    name = str(file_id)
    return system, f"{root}/{name[:2]}/{name}"


def put(file_id: UUID, sealed: bytes | memoryview) -> None:
    """Written whole under another name first: a killed process leaves no half file under this id."""
    system, path = _place(file_id)
    system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    with system.open(path + ".part", "wb") as sink:
        sink.write(sealed)
    system.mv(path + ".part", path)


def get(file_id: UUID) -> BinaryIO:
    """Raises FileNotFoundError."""
    system, path = _place(file_id)
    return io.BytesIO(system.cat_file(path))


def drop(file_id: UUID) -> bool:
    """Whether there was one."""
    system, path = _place(file_id)
    found = bool(system.exists(path))
    if found:
        system.rm_file(path)
    return found
