"""Uploaded files stay in memory: by default a large one would lie, in the clear, in a temporary file."""

from io import BytesIO
from typing import IO, Any

from flask import Flask, Request


class MemoryRequest(Request):
    """`MAX_CONTENT_LENGTH` bounds what one request can hold."""

    def _get_file_stream(self, *_told: Any, **_more: Any) -> IO[bytes]:
        return BytesIO()


def add_uploads(app: Flask) -> None:
    app.request_class = MemoryRequest
