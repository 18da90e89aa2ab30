"""Kho tệp kiểu S3: how the store that DANVAN_FILES names is spoken to. Imported only where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage


class ObjectStore(S3Storage):
    """A bucket that only the portal reads and writes, on a server of any maker."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            # The newest checksums are not understood everywhere; a silent store holds nobody up for long.
            "client_config": Config(
                signature_version="s3v4", s3={"addressing_style": "path"}, connect_timeout=5, read_timeout=60,
                retries={"total_max_attempts": 2}, request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            # A stored file is never written again; the bucket says who may read it.
            "file_overwrite": False,
            "default_acl": None,
            "max_memory_size": 10 * 1024 * 1024,
        }  # fmt: skip

    def _open(self, name: str, mode: str = "rb") -> File:
        with _told():
            return super()._open(name, mode)

    def _save(self, name: str, content: File) -> str:
        with _told():
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        with _told():
            return super().exists(name)


@contextmanager
def _told() -> Iterator[None]:
    """A store that is silent or refuses, as ConnectionError with a Vietnamese sentence."""
    try:
        yield
    except (BotoCoreError, ClientError) as problem:
        raise ConnectionError(f"Kho tệp (DANVAN_FILES) không trả lời hoặc từ chối (file store): {problem}") from problem
