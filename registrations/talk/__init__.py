"""Trao đổi, ghi chú nội bộ and the ready reasons of a desk."""
