"""Báo cáo định kỳ: who owes a report when, how it is written, approved, issued, accepted and locked."""
