"""Kế hoạch: issued, corrected, copied from last year; how far what it asks is met."""
