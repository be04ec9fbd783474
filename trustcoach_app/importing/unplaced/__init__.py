"""What imports found taken, and the coach places herself: listed until she says that it is settled."""
