"""One module for each command; ``generator.cli.app`` lists them."""
