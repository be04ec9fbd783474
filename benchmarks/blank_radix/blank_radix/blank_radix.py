"""One page that says hello."""

import reflex as rx

app = rx.App()
app.add_page(lambda: rx.container(rx.heading("Bonjour")), "/")
