"""The kit: every piece of the design system in every state, for those who build. Not in production."""
