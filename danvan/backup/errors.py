"""What is said when a backup or a restore cannot be done."""


class BackupError(Exception):
    """A Vietnamese sentence for the person at the keyboard; nothing has been changed."""
