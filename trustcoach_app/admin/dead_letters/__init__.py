"""Dead letters: what a setter signed and nobody understood, opened for a reason, mended and replayed."""
