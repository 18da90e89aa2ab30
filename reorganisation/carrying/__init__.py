"""Thực hiện: what the rehearsal worked out is made ready before anything is locked, and written under the lock."""

from reorganisation.carrying.carry import carry_out, prepare, write_ahead

__all__ = ["carry_out", "prepare", "write_ahead"]
