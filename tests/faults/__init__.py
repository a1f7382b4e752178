"""The publisher, killed and refused at every call that it makes."""
