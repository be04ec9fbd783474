"""What a page says to the server arrives once, whatever becomes of its socket."""
