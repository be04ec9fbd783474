"""How a coach's setter is connected: its address, its secret, what came in lately, and when silence is told."""
