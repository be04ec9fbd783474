"""Reflex's own settings. The build holds no address: its pages talk to wherever they were loaded from."""

import reflex as rx

from trustcoach_app.config import settings
from trustcoach_app.reflex_seams.patches import API_URL, PatchPlugin

REDIS = settings().redis_url.get_secret_value()
"""Where several web processes share what their pages know. Empty: one process keeps it to itself."""

config = rx.Config(
    app_name="trustcoach_app",
    api_url=API_URL,
    deploy_url=None,
    cors_allowed_origins=settings().origins,
    trusted_proxy_hops=settings().trusted_proxy_hops,
    telemetry_enabled=False,
    default_color_mode="system",
    show_built_with_reflex=False,
    redis_url=REDIS or None,
    state_manager_mode=rx.constants.StateManagerMode.REDIS if REDIS else rx.constants.StateManagerMode.MEMORY,
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[rx.plugins.TailwindV4Plugin(config={"plugins": []}), PatchPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
