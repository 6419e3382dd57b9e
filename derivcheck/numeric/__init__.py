"""The numeric route: the author's tree evaluated with error bounds, apart from the symbolic one."""
