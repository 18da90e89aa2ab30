"""Bản ký: scanned pages and signed files matched to their records and sealed."""
