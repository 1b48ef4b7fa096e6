"""What the project needs to look after itself: the catalogue, the pictures in the README."""
