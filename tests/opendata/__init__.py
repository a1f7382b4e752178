"""What the site says of its data, held against programs that are not ours."""
