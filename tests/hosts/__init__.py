"""What web servers send, asked of real ones."""
