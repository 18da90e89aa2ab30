"""Kho tệp kiểu S3: how the store that DANVAN_FILES names is spoken to. Imported only where there is one."""

from typing import Any

from botocore.config import Config
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
