"""What may be missing on a machine, said in one sentence with its cure."""


class PdfUnavailable(Exception):
    """The engine or the font of the papers is not installed; the message names the line that brings it."""
