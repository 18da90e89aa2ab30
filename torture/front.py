"""What stands before the machines: nginx where this machine has it; else each person takes them in turn."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from torture.site import HOST, answers, free_port

# As docs/operating.md shows it, without TLS: a machine that does not answer is left out for two seconds.
CONFIGURATION = """
daemon off; worker_processes 1; pid nginx.pid; error_log nginx.log; {user}
events {{ }}
http {{
    access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    upstream danvan {{ {servers} }}
    server {{
        listen {host}:{port};
        location / {{
            proxy_pass http://danvan; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host $host; proxy_connect_timeout 1s; proxy_next_upstream error timeout;
        }}
    }}
}}
"""


@contextmanager
def before(ports: list[int], folder: Path) -> Iterator[tuple[list[int], str]]:
    """The ports that people knock at, and what stands there."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        yield ports, "people taking machines in turn (no nginx here: apt-get install -y --no-install-recommends nginx)"
        return
    port = free_port()
    servers = " ".join(f"server {HOST}:{one} max_fails=1 fail_timeout=2s;" for one in ports)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(CONFIGURATION.format(user=user, servers=servers, host=HOST, port=port))
    command = [nginx, "-p", str(folder), "-c", "nginx.conf", "-e", "nginx.log"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None:
                raise RuntimeError(f"nginx: {(folder / 'nginx.log').read_text()}")
            time.sleep(0.1)
        yield [port], "nginx"
    finally:
        process.terminate()
        process.wait()
