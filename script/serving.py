"""Small questions script/server asks. usage: serving.py free|names|address|wait [HOST] [PORT] [PID]."""

import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path


def address(host: str, port: str) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)
    return f"http://{shown}:{port}/"


def free(host: str, port: str) -> str:
    """An empty string when the port can be taken, else the sentence to show."""
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        return f"“{port}” không phải số cổng (a port is a number from 1 to 65535)."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except PermissionError:
            return f"Không được phép mở cổng {port}; chọn cổng từ 1024 trở lên, ví dụ --port 8000."
        except socket.gaierror:
            return f"Không có địa chỉ “{host}” trên máy này (no such address)."
        except OSError:
            return (
                f"Cổng {port} đang bận, có thể cổng thông tin đã chạy sẵn: {address(host, port)}\n"
                f"Muốn chạy thêm: script/server --port {int(port) % 65535 + 1} (the port is in use)."
            )
    return ""


def names(host: str) -> str:
    """The host names under which a server open to the network may be called."""
    found = ["localhost", "127.0.0.1", "[::1]", socket.gethostname()]
    if host in {"0.0.0.0", "::"}:
        found += subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False).stdout.split()
    else:
        found.append(host)
    return ",".join(f"[{name}]" if name.count(":") > 1 and "[" not in name else name for name in dict.fromkeys(found))


def alive(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


def wait(host: str, port: str, pid: str) -> bool:
    """True as soon as a page is answered; False when the web process ended or a minute passed."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    until = time.monotonic() + 60
    while time.monotonic() < until and alive(pid):
        try:
            connection = http.client.HTTPConnection(host, int(port), timeout=20)
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return True
    return False


if __name__ == "__main__":
    question, *arguments = sys.argv[1:]
    if question == "free":
        problem = free(*arguments)
        print(problem)
        sys.exit(bool(problem))
    elif question == "names":
        print(names(*arguments))
    elif question == "address":
        print(address(*arguments))
    elif question == "wait":
        try:
            sys.exit(not wait(*arguments))
        except KeyboardInterrupt:
            sys.exit(1)
