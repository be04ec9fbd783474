"""Which inline scripts the built pages have: their hashes, by the path under which a page is served."""

import base64
import hashlib
from html.parser import HTMLParser
from pathlib import Path

FALLBACKS = ("404.html", "__spa-fallback.html")
"""Served for paths with a parameter in them, and for unknown ones."""

DATA_TYPES = ("application/json", "application/ld+json")
"""Script elements that hold data: never run, so they need no hash."""


class _InlineScripts(HTMLParser):
    """Collects the text of the script elements without `src`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._is_inside = tag == "script" and "src" not in named and named.get("type") not in DATA_TYPES
        if self._is_inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False


def script_hashes(html: str) -> frozenset[str]:
    """The CSP source of each inline script of a page: `'sha256-…'`, over the script's exact text."""
    parser = _InlineScripts()
    parser.feed(html)
    digests = (hashlib.sha256(script.encode()).digest() for script in parser.scripts)
    return frozenset(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


class PageHashes:
    """The hashes of every page of one build, read once. An absent build has none."""

    def __init__(self, build: Path) -> None:
        self._by_path: dict[str, frozenset[str]] = {}
        for page in build.rglob("*.html"):
            self._add(page.relative_to(build).as_posix(), script_hashes(page.read_text(encoding="utf-8")))
        self._fallback = frozenset[str]().union(*(self._by_path.get(_path(name), frozenset()) for name in FALLBACKS))

    def _add(self, name: str, hashes: frozenset[str]) -> None:
        """`coach.html` and `coach/index.html` are both served at /coach."""
        path = _path(name)
        self._by_path[path] = self._by_path.get(path, frozenset()) | hashes

    def of(self, path: str) -> frozenset[str]:
        """For the page that is served at a path."""
        return self._by_path.get(_path(path), self._fallback)


def _path(name: str) -> str:
    """`/coach`, however it is written: `/coach/`, `coach.html`, `coach/index.html`."""
    return "/" + name.strip("/").removesuffix(".html").removesuffix("index").strip("/")
