"""Đề nghị điều chỉnh a confirmed registration."""
