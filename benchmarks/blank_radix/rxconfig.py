"""The baseline of first_load: a blank page on Radix Themes, as `reflex init` would start one."""

import reflex as rx

config = rx.Config(
    app_name="blank_radix",
    telemetry_enabled=False,
    plugins=[rx.plugins.RadixThemesPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
