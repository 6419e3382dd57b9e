"""A field of elementary functions: quotients of polynomials in symbols and kernels, over FLINT."""
