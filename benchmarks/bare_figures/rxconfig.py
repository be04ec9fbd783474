"""The baseline of setter_page: 35 figures on a page of Reflex's own, with nothing around them."""

import reflex as rx

config = rx.Config(app_name="bare_figures", telemetry_enabled=False, disable_plugins=[rx.plugins.SitemapPlugin])
