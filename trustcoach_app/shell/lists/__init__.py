"""What every list has in common whose filter and page stand in the address."""
