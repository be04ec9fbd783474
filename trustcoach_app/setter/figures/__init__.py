"""The 35 figures of the setter: what each is, what it is computed from, and the page that shows them."""
