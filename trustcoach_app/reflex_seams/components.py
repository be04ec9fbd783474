"""Pieces of Reflex's component library that have no public name."""

from reflex_base.utils.imports import ImportDict
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.core.banner import has_connection_errors
from reflex_components_core.el.elements.base import BaseHTML
from reflex_components_core.el.elements.inline import A as NativeLink

__all__ = ["BaseHTML", "ErrorBoundary", "ImportDict", "NativeLink", "has_connection_errors"]
