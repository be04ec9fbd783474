"""An event that the coach sends to her own webhook, to see that it arrives."""
