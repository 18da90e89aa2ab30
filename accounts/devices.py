"""Máy và trình duyệt in words a person recognises: “Chrome trên Windows”."""

# In this order: the later names also stand in what the earlier ones send.
BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "máy Mac"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """What the browser says of itself, in Vietnamese; it may say anything, so nothing depends on it."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Trình duyệt khác")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} trên {system}" if system else browser
