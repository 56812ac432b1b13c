"""kgx: a bilingual article knowledge-graph extractor."""

__version__ = "0.1.0"
