"""Thirty-five names and values, which the page's handler brings."""

import reflex as rx


class Figures(rx.State):
    """What the page shows."""

    values: list[dict[str, str]] = []

    @rx.event
    def load(self):
        """Bring them: no database, no period."""
        self.values = [{"label": f"Figure {number}", "value": str(number * 37)} for number in range(1, 36)]


def page() -> rx.Component:
    """A list."""
    return rx.el.ul(
        rx.foreach(
            Figures.values,
            lambda row: rx.el.li(
                rx.el.span(row["label"]),
                rx.el.strong(row["value"], class_name="kpi-value"),
                custom_attrs={"data-figure": row["label"]},
            ),
        )
    )


app = rx.App()
app.add_page(page, "/", on_load=Figures.load)
