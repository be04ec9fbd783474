"""What is to be done, as the coach's pages show and change it."""
