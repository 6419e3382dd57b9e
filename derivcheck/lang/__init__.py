"""What can be said: immutable expressions of probabilistic machine learning."""
