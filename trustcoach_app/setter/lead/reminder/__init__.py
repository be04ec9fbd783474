"""« Relancé » and « Reporter », wherever a lead is shown."""
