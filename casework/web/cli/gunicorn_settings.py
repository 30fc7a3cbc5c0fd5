"""Gunicorn's settings: quiet, in memory, private."""

import os
import resource

os.umask(0o077)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

worker_class = "gthread"
umask = 0o077
accesslog = None
loglevel = "warning"
timeout = 120
graceful_timeout = 20
keepalive = 5
limit_request_line = 4094
limit_request_fields = 60
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
"""Heartbeats only; nothing of a request is written there."""
control_socket_disable = True
