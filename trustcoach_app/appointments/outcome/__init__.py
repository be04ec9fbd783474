"""How an appointment went."""
