"""What of an error goes into the server's log. Imports nothing: the log is set up before the rooms are there."""

import logging


class TraceOfFaultsOnly(logging.Filter):
    """Django logs a trace also for what is refused or not found; only an error of ours is worth one."""

    def filter(self, record):
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True
