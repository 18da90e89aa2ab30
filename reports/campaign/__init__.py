"""Biểu 04: what the Front did and mobilised in a period, counted from its rows."""
