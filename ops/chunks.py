"""Has the pages' JavaScript come in few files: what every page needs, what many share, and the page's own.

Left alone, the bundler makes a file of each icon and each small piece that two pages share: 25 requests for one page.
Names are not shortened in a file that holds an `eval`; Reflex's client does, so it stands alone.
"""

from typing import Unpack

from reflex.plugins import Plugin
from reflex_base.plugins import PreCompileContext

_CONFIG = "vite.config.js"
_ITS_OWN = '{\n              test: /env.json/,\n              name: "reflex-env",\n            },'
_FRAMEWORK = (
    "react|react-dom|react-router|react-error-boundary|scheduler|@emotion|stylis|socket.io-client|socket.io-parser|"
    "@socket.io|engine.io-client|engine.io-parser|mergician|universal-cookie|cookie|cookie-es"
)
_GROUPS = rf"""{{ name: "framework", test: /\/node_modules\/({_FRAMEWORK})\// }},
            {{ name: "client", test: /\/\.web\/(utils\/|env\.json|reflex\.json)/ }},
            {{ name: "pieces", test: /\/(lucide-react|public\/ui)\//, minShareCount: 6 }},"""


def in_few_files(config: str) -> str:
    """Vite's configuration with groups of files. Raises ValueError when Reflex changed it."""
    if _GROUPS in config:
        return config
    if config.count(_ITS_OWN) != 1:
        raise ValueError(f"{_CONFIG} of this Reflex is not the one that ops/chunks.py knows")
    return config.replace(_ITS_OWN, _GROUPS)


class FewFilesPlugin(Plugin):
    """Makes the change while Reflex compiles."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Register the change of the configuration."""
        context["add_modify_task"](_CONFIG, in_few_files)
