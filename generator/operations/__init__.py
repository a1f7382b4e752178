"""What can be done with a site besides building it: one module for each operation."""
