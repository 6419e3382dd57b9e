"""The named laws in numbers: densities, masses, distribution functions, where their mass lies."""
