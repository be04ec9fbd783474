"""A browser in words that its owner recognises, read from the user agent, which may say anything."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: most browsers also name those that they resemble."""

SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
HANDHELD = ("iPhone", "iPad", "Android")


def device_words(user_agent: str) -> str:
    """`Chrome sur Windows`, `Safari sur iPhone`, `Navigateur inconnu`."""
    browser = _first(BROWSERS, user_agent) or "Navigateur"
    system = _first(SYSTEMS, user_agent)
    if not system:
        return browser if browser != "Navigateur" else "Navigateur inconnu"
    return f"{browser} sur {system}"


def is_handheld(user_agent: str) -> bool:
    """Whether it is a phone or a tablet."""
    return _first(SYSTEMS, user_agent) in HANDHELD


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((word for mark, word in marks if mark in user_agent), "")
