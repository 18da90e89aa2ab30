"""The style sheets of papers, read by WeasyPrint once in each thread and kept with the fonts they name: reading them
takes a fifth of drawing a form."""

import threading
import time
from functools import lru_cache
from typing import Any

# The fonts lie as files in the folder for temporary files, which may be swept: every hour they are written anew.
KEPT_SECONDS = 3600
MOST_KEPT = 32

_of_thread = threading.local()


class Styles:
    """Fonts and style sheets of one thread: Pango, which sets the letters, may not be used by two at once."""

    def __init__(self, weasyprint: Any, fetcher: Any) -> None:
        self.fonts = fonts = weasyprint.text.fonts.FontConfiguration()
        self.until = time.monotonic() + KEPT_SECONDS
        self._read = lru_cache(MOST_KEPT)(
            lambda text: weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=fonts)
        )

    def read(self, text: str) -> Any:
        """The style sheet; where it could not be read nothing is kept, for a font may be there in part."""
        try:
            return self._read(text)
        except Exception:
            self.until = 0
            raise


def styles(weasyprint: Any, fetcher: Any) -> Styles:
    """What this thread keeps."""
    kept = getattr(_of_thread, "styles", None)
    if kept is None or kept.until < time.monotonic():
        kept = _of_thread.styles = Styles(weasyprint, fetcher)
    return kept
