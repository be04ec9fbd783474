"""A client's goals, as the coach's pages show and change them."""
