"""What a story says: its sentences, and what they name."""
