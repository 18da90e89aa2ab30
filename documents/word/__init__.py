"""Word files: the same data as the PDF, for people to finish in their own program."""
