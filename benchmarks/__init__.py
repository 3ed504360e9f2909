"""Quality and speed, ours beside the peers."""
