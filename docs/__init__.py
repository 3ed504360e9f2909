"""What the documents generate."""
