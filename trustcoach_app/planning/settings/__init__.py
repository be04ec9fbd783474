"""The settings of the planning: types, reasons, hours, rules, and what they make free."""
