"""Sau khi công nhận: proposed to the level above, kept or lapsed year by year."""
