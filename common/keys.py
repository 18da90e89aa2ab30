"""Keys and counts as they stand in addresses and forms, where anybody may write anything."""

LONGEST = 18


def key_in(text: str) -> int | None:
    """The whole number written, or None for what is none or longer than any key of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
