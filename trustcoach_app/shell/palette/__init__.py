"""One window from which everything is reached: pages, acts, and what capabilities find."""
