"""The web processes behind nginx. The socket is systemd's (danvan-web.socket); whatever else can vary is an environment variable."""

import os

# nginx takes slow clients upon itself, so a process serves one request after the other.
worker_class = "sync"
workers = int(os.environ.get("DANVAN_WEB_PROCESSES") or 2 * (os.cpu_count() or 1) + 1)
# Loaded once, before any process is split off: a start takes as long as one load, and the memory is shared.
preload_app = True
# A large Excel file or paper may take its time; nginx waits longer.
timeout = 120
graceful_timeout = 30
worker_tmp_dir = "/dev/shm"
control_socket_disable = True


def worker_exit(server, worker):
    """Its last request is answered; taking the interpreter down piece by piece would make the next ones wait seconds."""
    os._exit(0)
