"""Reading settings from the environment: a value that makes no sense stops the start with one clear sentence."""

import importlib.util
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRESQL, POSTGRESQL_ENGINE = {"postgres", "postgresql"}, "django.db.backends.postgresql"
# A replica that has gone silent is found out within seconds, for the primary can answer instead of it.
IMPATIENT = {
    "connect_timeout": 2, "tcp_user_timeout": 5000, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3,
}  # fmt: skip


def switch(name: str, *, default: bool) -> bool:
    """A yes/no value: 1 or 0 and nothing else."""
    value = os.environ.get(name, "1" if default else "0").strip()
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} phải là 0 hoặc 1, không phải “{value}”.")
    return value == "1"


def whole_number(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} phải là số nguyên từ {least} đến {most}, không phải “{value}”.")
    return int(value)


def hosts(name: str, *, default: str) -> list[str]:
    """A comma-separated list of host names; never empty, never a wildcard, never an address with a scheme."""
    names = [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
    if not names:
        raise ImproperlyConfigured(f"{name} không được để trống: ghi tên máy chủ, cách nhau bằng dấu phẩy.")
    for host in names:
        if "*" in host or "/" in host or " " in host:
            raise ImproperlyConfigured(f"{name}: “{host}” không phải tên máy chủ (không ghi *, http:// hay đường dẫn).")
    return names


def chosen(name: str, *, default: str, known: tuple[str, ...]) -> frozenset[str]:
    """A comma-separated choice among known words; empty means none."""
    words = [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
    for word in words:
        if word not in known:
            raise ImproperlyConfigured(
                f"{name}: không có “{word}”. Ghi một hay nhiều từ sau, cách nhau bằng dấu phẩy, hoặc để trống: "
                f"{', '.join(known)}."
            )
    return frozenset(words)


def one_of(name: str, *, default: str, known: tuple[str, ...]) -> str:
    """One word among known ones."""
    value = os.environ.get(name, default).strip()
    if value not in known:
        raise ImproperlyConfigured(f"{name}: không có “{value}”. Ghi một trong các từ: {', '.join(known)}.")
    return value


def mail(name: str) -> dict[str, Any]:
    """Django's EMAIL settings out of smtp://user:pass@host:port (STARTTLS), smtps:// (TLS) or smtp+plain:// (neither)."""
    value = os.environ.get(name, "").strip()
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(value)
    try:
        port = parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme]
    except (KeyError, ValueError):
        port = 0
    if not port or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} chưa đúng. Ghi smtp://tên:mật-khẩu@máy-chủ:587, smtps://…:465 hoặc smtp+plain://máy-chủ:25; để trống "
            "là không gửi thư."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def web_address(name: str) -> str:
    """The address under which people open the portal, without a slash at its end; empty where it is not told."""
    value = os.environ.get(name, "").strip().rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise ImproperlyConfigured(
            f"{name}: “{value}” chưa đúng. Ghi ví dụ https://danvan.xa.gov.vn; để trống là không ghi."
        )
    return value


def scanner(name: str) -> str:
    """The virus scanner: nothing, a clamd by socket or address, or a command."""
    value = os.environ.get(name, "").strip()
    address = re.fullmatch(r"clamd://(?:[\w.-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})", value)
    if value and not (
        (address and 0 < int(address[1]) < 65536)
        or (value.startswith("clamd:/") and not value.startswith("clamd://"))
        or value.startswith("command:/")
    ):
        raise ImproperlyConfigured(
            f"{name}: “{value}” chưa đúng. Ghi clamd:/đường-dẫn-socket, clamd://máy:cổng, hoặc "
            "command:/đường-dẫn-lệnh; để trống là không quét."
        )
    return value


def files(name: str) -> dict[str, Any]:
    """Django's STORAGES["default"]: a folder, or an object store as s3://key:secret@host:port/bucket.

    s3+plain:// does without TLS, inside a network of one's own; ?region= is for servers that have several.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(value)
    if not _names_a_store(parts):
        raise ImproperlyConfigured(
            f"{name} chưa đúng. Ghi s3://khóa:mật-khẩu@máy-chủ:cổng/tên-kho, hoặc s3+plain://… trong mạng nội bộ không có "
            "TLS; để trống là giữ tệp trong DANVAN_HOME."
        )
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured(f"{name}: thiếu thư viện. Chạy pip install -r requirements-s3.txt.")
    return {
        "BACKEND": "danvan.objectstore.ObjectStore",
        "OPTIONS": {
            "bucket_name": parts.path.strip("/"),
            "endpoint_url": f"{'https' if parts.scheme == 's3' else 'http'}://{parts.netloc.rpartition('@')[2]}",
            "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
        },
    }


def _names_a_store(parts: Any) -> bool:
    try:
        known = parts.scheme in {"s3", "s3+plain"} and set(parse_qs(parts.query)) <= {"region"} and parts.port != 0
    except ValueError:
        return False
    whose = parts.hostname and parts.username and parts.password
    return bool(known and whose and re.fullmatch("/[^/]+/?", parts.path))


def secret_word(name: str) -> str:
    """A password between machines: nothing, or at least 20 characters without blanks."""
    value = os.environ.get(name, "").strip()
    if value and (len(value) < 20 or not value.isascii() or len(value.split()) != 1):
        raise ImproperlyConfigured(f"{name} quá yếu: cần ít nhất 20 chữ cái, chữ số viết liền; để trống là tắt.")
    return value


def secret_key(home: Path, *, production: bool) -> str:
    """The signing key: from DANVAN_SECRET_KEY, else from the file that script/setup wrote under DANVAN_HOME."""
    key = os.environ.get("DANVAN_SECRET_KEY", "").strip()
    stored = home / "secret-key"
    if not key and stored.is_file():
        key = stored.read_text(encoding="ascii").strip()
    if not key:
        raise ImproperlyConfigured("Chưa có DANVAN_SECRET_KEY. Chạy script/setup để tạo khóa, hoặc đặt biến này.")
    if len(key) < 40 or (production and len(set(key)) < 10):
        raise ImproperlyConfigured("DANVAN_SECRET_KEY quá yếu: cần ít nhất 40 ký tự ngẫu nhiên.")
    return key


def database(home: Path) -> dict[str, Any]:
    """Django's DATABASES["default"] out of DATABASE_URL (sqlite:///path or postgresql://user:pass@host:port/name)."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{home / 'danvan.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in POSTGRESQL:
        return _postgresql("DATABASE_URL", parts)
    raise ImproperlyConfigured(
        f"DATABASE_URL phải bắt đầu bằng sqlite:/// hoặc postgresql://, không phải “{parts.scheme}”."
    )


def databases(home: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: the one that is written, and its replica where DATABASE_REPLICA_URL names one."""
    found = {"default": database(home)}
    url = os.environ.get("DATABASE_REPLICA_URL", "").strip()
    if url:
        if urlsplit(url).scheme not in POSTGRESQL or found["default"]["ENGINE"] != POSTGRESQL_ENGINE:
            raise ImproperlyConfigured(
                "DATABASE_REPLICA_URL: chỉ dùng với PostgreSQL; cả biến này và DATABASE_URL phải bắt đầu bằng postgresql://."
            )
        found["replica"] = _postgresql("DATABASE_REPLICA_URL", urlsplit(url))
        found["replica"]["OPTIONS"] |= IMPATIENT
    return found


# For how many seconds a process keeps a connection to its database. PostgreSQL's keep the plans of long
# questions as well (common/prepared.py).
KEPT_OPEN, KEPT_BY_POSTGRESQL = 60, 600
# SQLite reads the file through memory as far as this, the most it can (bytes): 100,000 registrations take 1.2 GB.
MOST_MAPPED = 2_147_418_112


def _sqlite(path: str) -> dict[str, Any]:
    name = path[1:] if path.startswith("//") else path
    if name in {"", "/"}:
        raise ImproperlyConfigured(
            "DATABASE_URL kiểu sqlite cần đường dẫn tệp, ví dụ sqlite:////srv/danvan/danvan.sqlite3."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # Opening the file anew costs every page the reading of some two hundred tables' definitions.
        "CONN_MAX_AGE": KEPT_OPEN,
        # Deferred transactions lose more than half of concurrent writes to “database is locked”.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size={MOST_MAPPED};"
                " PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000"
            ),
        },
    }


def _postgresql(variable: str, parts: Any) -> dict[str, Any]:
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(f"{variable} kiểu postgresql cần tên cơ sở dữ liệu sau dấu /.")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise ImproperlyConfigured(f"{variable}: cổng phải là số từ 1 đến 65535.") from None
    return {
        "ENGINE": POSTGRESQL_ENGINE,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": KEPT_BY_POSTGRESQL,
        "CONN_HEALTH_CHECKS": True,
        # A record is read along with some fifteen tables by their keys. In which order these are best joined takes
        # longer to find out among eight at a time, as is usual, than to read them; to compile a question takes a
        # hundred times as long as to answer it. What is asked for lies in memory or on a solid disk, where an index costs
        # no more than the table; joins of sorted rows are weighed for nothing (docs/decisions/0042).
        "OPTIONS": {"options": "-c join_collapse_limit=4 -c jit=off -c random_page_cost=1.1 -c enable_mergejoin=off"},
    }
