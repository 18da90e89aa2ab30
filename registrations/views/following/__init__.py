"""Pages of following the work."""
