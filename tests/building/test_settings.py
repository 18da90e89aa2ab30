"""Settings refuse nonsense with one clear sentence, and are strict where nobody says otherwise."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from danvan import environment
from danvan import settings as production


def refusal(read, *arguments, **named):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(*arguments, **named)
    return str(caught.value)


@pytest.mark.parametrize("value", ["", "true", "2", "có", "01"])
def test_a_switch_is_1_or_0(monkeypatch, value):
    monkeypatch.setenv("DANVAN_DEBUG", value)
    assert refusal(environment.switch, "DANVAN_DEBUG", default=False) == (
        f"DANVAN_DEBUG phải là 0 hoặc 1, không phải “{value}”."
    )


@pytest.mark.parametrize("value", ["-1", "6", "một", "1.5", "", "٣"])
def test_a_number_stays_within_its_bounds(monkeypatch, value):
    monkeypatch.setenv("DANVAN_PROXIES", value)
    assert refusal(environment.whole_number, "DANVAN_PROXIES", default=0, least=0, most=5) == (
        f"DANVAN_PROXIES phải là số nguyên từ 0 đến 5, không phải “{value}”."
    )


@pytest.mark.parametrize(
    ("value", "word"), [("boss", "boss"), ("admin,Leader", "Leader"), ("tất cả", "tất cả"), ("*", "*")]
)
def test_a_choice_knows_only_its_words(monkeypatch, value, word):
    monkeypatch.setenv("DANVAN_SECOND_FACTOR", value)
    assert refusal(environment.chosen, "DANVAN_SECOND_FACTOR", default="", known=("admin", "leader")) == (
        f"DANVAN_SECOND_FACTOR: không có “{word}”. Ghi một hay nhiều từ sau, cách nhau bằng dấu phẩy, hoặc để trống: "
        "admin, leader."
    )


@pytest.mark.parametrize(("value", "chosen"), [("", set()), (" , ", set()), (" admin , leader ", {"admin", "leader"})])
def test_a_choice_may_be_empty(monkeypatch, value, chosen):
    monkeypatch.setenv("DANVAN_SECOND_FACTOR", value)
    assert environment.chosen("DANVAN_SECOND_FACTOR", default="admin", known=("admin", "leader")) == chosen


@pytest.mark.parametrize("value", ["*", "http://a.vn", "a.vn,*.b.vn", "a b"])
def test_hosts_are_names_and_never_a_wildcard(monkeypatch, value):
    monkeypatch.setenv("DANVAN_HOSTS", value)
    named = value.split(",")[-1]
    assert refusal(environment.hosts, "DANVAN_HOSTS", default="localhost") == (
        f"DANVAN_HOSTS: “{named}” không phải tên máy chủ (không ghi *, http:// hay đường dẫn)."
    )


@pytest.mark.parametrize("value", ["", " , "])
def test_hosts_are_never_empty(monkeypatch, value):
    monkeypatch.setenv("DANVAN_HOSTS", value)
    assert refusal(environment.hosts, "DANVAN_HOSTS", default="localhost") == (
        "DANVAN_HOSTS không được để trống: ghi tên máy chủ, cách nhau bằng dấu phẩy."
    )


def test_there_is_no_start_without_a_secret_key(monkeypatch, tmp_path):
    monkeypatch.delenv("DANVAN_SECRET_KEY")
    assert refusal(environment.secret_key, tmp_path, production=False) == (
        "Chưa có DANVAN_SECRET_KEY. Chạy script/setup để tạo khóa, hoặc đặt biến này."
    )


@pytest.mark.parametrize(("key", "in_production"), [("short", False), ("a" * 50, True)])
def test_a_weak_secret_key_is_refused(monkeypatch, tmp_path, key, in_production):
    monkeypatch.setenv("DANVAN_SECRET_KEY", key)
    assert refusal(environment.secret_key, tmp_path, production=in_production) == (
        "DANVAN_SECRET_KEY quá yếu: cần ít nhất 40 ký tự ngẫu nhiên."
    )


def test_the_secret_key_is_read_from_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("DANVAN_SECRET_KEY")
    (tmp_path / "secret-key").write_text("0123456789-a-stored-key-of-enough-letters\n")
    assert environment.secret_key(tmp_path, production=True) == "0123456789-a-stored-key-of-enough-letters"


@pytest.mark.parametrize("url", ["mysql://a/b", "danvan.sqlite3", "https://x"])
def test_an_unknown_kind_of_database_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    scheme = url.partition("://")[0] if "://" in url else ""
    assert refusal(environment.database, Path("/srv")) == (
        f"DATABASE_URL phải bắt đầu bằng sqlite:/// hoặc postgresql://, không phải “{scheme}”."
    )


def test_a_database_without_a_name_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://danvan@127.0.0.1:5432/")
    assert refusal(environment.database, Path("/srv")) == (
        "DATABASE_URL kiểu postgresql cần tên cơ sở dữ liệu sau dấu /."
    )


@pytest.mark.parametrize("port", ["abc", "99999"])
def test_a_database_at_an_impossible_port_is_refused(monkeypatch, port):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://danvan@127.0.0.1:{port}/danvan")
    assert refusal(environment.database, Path("/srv")) == "DATABASE_URL: cổng phải là số từ 1 đến 65535."


def test_postgresql_is_taken_from_the_address_with_marks_unquoted(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://dan%20van:m%40t@127.0.0.1:5433/danvan")
    database = environment.database(Path("/srv"))
    assert [database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "dan van", "m@t", "127.0.0.1", "5433", "danvan",
    ]  # fmt: skip


def test_postgresql_plans_as_the_portal_asks(monkeypatch):
    """A name it does not know would stop every connection: the suite on PostgreSQL opens them with these."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://danvan@127.0.0.1/danvan")
    told = environment.database(Path("/srv"))["OPTIONS"]["options"]
    assert dict(one.split("=") for one in told.split("-c ")[1:]) == {
        "join_collapse_limit": "4 ", "jit": "off ", "random_page_cost": "1.1 ", "enable_mergejoin": "off",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("url", "replica"),
    [("", "postgresql://danvan@127.0.0.1/danvan"), ("postgresql://danvan@127.0.0.1/danvan", "sqlite:///a.sqlite3")],
)
def test_a_replica_is_one_of_postgresql(monkeypatch, url, replica):
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATABASE_REPLICA_URL", replica)
    assert refusal(environment.databases, Path("/srv")) == (
        "DATABASE_REPLICA_URL: chỉ dùng với PostgreSQL; cả biến này và DATABASE_URL phải bắt đầu bằng postgresql://."
    )


def test_a_replica_is_given_up_within_seconds(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://danvan@127.0.0.1:5432/danvan")
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgresql://danvan@127.0.0.2:5432/danvan")
    both = environment.databases(Path("/srv"))
    replica = both["replica"]
    assert (replica["HOST"], replica["OPTIONS"]["connect_timeout"]) == ("127.0.0.2", 2)
    assert both["default"]["OPTIONS"].items() <= replica["OPTIONS"].items(), "planned alike"


def test_nothing_is_changed_where_no_replica_is_named():
    assert (list(production.DATABASES), production.DATABASE_ROUTERS) == (["default"], [])


@pytest.mark.parametrize("url", ["", "sqlite:////srv/danvan.sqlite3"])
def test_sqlite_is_the_default_and_waits_for_its_turn(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    database = environment.database(Path("/srv"))
    assert (database["NAME"], database["OPTIONS"]["transaction_mode"]) == ("/srv/danvan.sqlite3", "IMMEDIATE")
    assert (database["CONN_MAX_AGE"], "mmap_size=2147418112" in database["OPTIONS"]["init_command"]) == (60, True)
    assert "ATOMIC_REQUESTS" not in database


def test_debug_is_off_and_the_policy_allows_only_our_own():
    allowed = {source for sources in production.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in sources}
    assert not production.DEBUG
    assert allowed == {"'none'", "'self'", "data:"}
    assert production.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
    assert production.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"] == ["'self'"]


@pytest.mark.parametrize(
    "value",
    ["clamav", "clamd:", "clamd:tmp/a", "clamd://", "clamd://a", "clamd://a:99999", "command:clamscan", "/bin/sh"],
)
def test_a_scanner_is_a_socket_an_address_or_a_command(monkeypatch, value):
    monkeypatch.setenv("DANVAN_SCANNER", value)
    assert refusal(environment.scanner, "DANVAN_SCANNER") == (
        f"DANVAN_SCANNER: “{value}” chưa đúng. Ghi clamd:/đường-dẫn-socket, clamd://máy:cổng, hoặc "
        "command:/đường-dẫn-lệnh; để trống là không quét."
    )


@pytest.mark.parametrize(
    "value", ["", "clamd:/run/clamav/clamd.ctl", "clamd://127.0.0.1:3310", "clamd://[::1]:3310", "command:/usr/bin/x -"]
)
def test_a_scanner_that_makes_sense_is_taken(monkeypatch, value):
    monkeypatch.setenv("DANVAN_SCANNER", value)
    assert environment.scanner("DANVAN_SCANNER") == value


def test_a_word_is_one_of_those_known(monkeypatch):
    monkeypatch.setenv("DANVAN_SCANNER_SILENT", "maybe")
    told = refusal(environment.one_of, "DANVAN_SCANNER_SILENT", default="refuse", known=("refuse", "accept"))
    assert told == "DANVAN_SCANNER_SILENT: không có “maybe”. Ghi một trong các từ: refuse, accept."
