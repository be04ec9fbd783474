"""The wizard that books a session, or a series of them."""
