"""What the server took in of what a page said."""

import reflex as rx


class DeliveryState(rx.State):
    """Lives as long as the page's other States: a page that finds less than it was told knows that they are gone."""

    tree: str = ""
    """Names this memory of the page: another name is another, which knows nothing of what the page did."""

    heard: int = 0
    """The number of the last event that was handled; the page counts them (assets/ui/delivery.jsx)."""
