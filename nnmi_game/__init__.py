"""NNMI: The Program Office, a serious game about a national network of manufacturing institutes."""

__version__ = "0.1.0.dev0"
