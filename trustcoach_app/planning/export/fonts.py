"""The product's own font, as a PDF can take it."""

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from trustcoach_app.config import ROOT

INTER = ROOT / "assets" / "fonts" / "inter-fr.woff2"


@lru_cache(maxsize=4)
def inter(weight: int) -> Path:
    """A file with Inter at one weight, as TrueType; made once per process."""
    font = TTFont(INTER)
    font.flavor = None
    file = Path(mkdtemp(prefix="trustcoach-font-")) / f"inter-{weight}.ttf"
    instantiateVariableFont(font, {"wght": weight}).save(file)
    return file
