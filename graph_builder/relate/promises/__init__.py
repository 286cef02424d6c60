"""What will be done: promises, decisions and intentions, and by when."""
