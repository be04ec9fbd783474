"""Whether a request comes from another site: asked by the guard of every request, and by the forms of the door."""

from collections.abc import Collection

from starlette.types import Scope


def is_foreign(scope: Scope, origins: Collection[str]) -> bool:
    """Whether a page of none of our `origins` asks, as the browser itself tells in headers that no page can set.

    Programs send no Origin and carry no cookie of a visitor: they are not. `Origin: null` comes from our pages too,
    where a referrer policy or a sandbox hides it: then Sec-Fetch-Site decides.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site")
    if origin is None or (origin == "null" and site == "same-origin"):
        return site not in (None, "same-origin", "none")
    return origin not in origins
