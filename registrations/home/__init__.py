"""What registration lays on the home page: what waits, the year in figures, progress below."""
