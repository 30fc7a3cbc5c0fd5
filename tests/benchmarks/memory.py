"""The resident memory of one worker that has served every page: a process that did nothing else.

Reads folder, a session's token and a case from standard input; prints mebibytes.
"""

import json
import sys
from pathlib import Path

from app import create_app
from config import Settings


def main() -> None:
    folder, token, case = json.load(sys.stdin)
    site = create_app(Settings(data=Path(folder), cookie_secure=False))
    site.config["WTF_CSRF_ENABLED"] = False
    client = site.test_client()
    client.set_cookie("casework", token)
    for path in (
        "/dashboard",
        "/cases?custody=yes",
        f"/cases/{case}",
        "/cases?as_of=2024-08-09",
        "/dashboard?as_of=2024-08-09",
    ):
        assert client.get(path).status_code == 200, path
    assert client.post("/cases/search", data={"q": "Алена"}).status_code == 200
    status = Path("/proc/self/status").read_text("ascii")
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    print(int(kib) // 1024)


if __name__ == "__main__":
    main()
