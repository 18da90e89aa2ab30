"""Writing in the Front's book. Each module says of what."""
