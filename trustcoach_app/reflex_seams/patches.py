"""What we change in the web project that Reflex writes: where pages talk to, how they come, how React takes them."""

from dataclasses import dataclass
from typing import Unpack

from reflex.plugins import Plugin
from reflex_base.plugins import PreCompileContext

API_URL = "http://localhost"
"""What to give Reflex as `api_url`: the name for which its client looks at the page's own address."""

_HOST = "endpoint.hostname = frontend_hostname;"
_IN_SLICES = "startTransition(() => {\n  hydrateRoot(document, createElement(HydratedRouter));\n});"
_ITS_OWN = '{\n              test: /env.json/,\n              name: "reflex-env",\n            },'
_FRAMEWORK = (
    "react|react-dom|react-router|react-error-boundary|scheduler|@emotion|stylis|socket.io-client|socket.io-parser|"
    "@socket.io|engine.io-client|engine.io-parser|mergician|universal-cookie|cookie|cookie-es"
)
_GROUPS = rf"""{{ name: "framework", test: /\/node_modules\/({_FRAMEWORK})\// }},
            {{ name: "client", test: /\/\.web\/(utils\/|env\.json|reflex\.json)/ }},
            {{ name: "pieces", test: /\/(lucide-react|public\/ui)\//, minShareCount: 6 }},
            {{ name: "icons", test: /\/lucide-react\//, minShareCount: 2 }},"""


@dataclass(frozen=True)
class Patch:
    """What stands once in a file, and what is to stand there."""

    file: str
    before: str
    after: str

    def applied_to(self, content: str) -> str:
        """The changed content; what is changed already stays. Raises ValueError when Reflex writes another file."""
        if self.after in content:
            return content
        if content.count(self.before) != 1:
            raise ValueError(f"{self.file} of this Reflex is not the one that reflex_seams/patches.py knows")
        return content.replace(self.before, self.after)


SAME_ORIGIN = Patch("utils/state.js", _HOST, f"{_HOST} endpoint.port = window.location.port;")
"""One build serves any address. For `localhost` Reflex's client takes the host name, and with https the port, from the
page's address; this adds the port for http."""

FEW_FILES = Patch("vite.config.js", _ITS_OWN, _GROUPS)
"""What every page needs, what many share, the icons that some share, the page's own. Left alone, the bundler makes a
file of each icon and each small piece that two pages share: 25 requests for one page. The door needs none of the icons.
Names are not shortened in a file that holds an `eval`; Reflex's client does, so it stands alone."""

AT_ONCE = Patch("app/entry.client.js", _IN_SLICES, "\nhydrateRoot(document, createElement(HydratedRouter));")
"""React takes a page over in one go, not in slices of five milliseconds between which, on few cores, other processes
run: nothing can be clicked before it has."""


PATCHES = (SAME_ORIGIN, FEW_FILES, AT_ONCE)


class PatchPlugin(Plugin):
    """Makes the changes while Reflex compiles."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Register them."""
        for patch in PATCHES:
            context["add_modify_task"](patch.file, patch.applied_to)
