"""policyc: a compiler from a YAML privacy policy to Dutch HTML, Markdown and PDF."""

__version__ = "0.1.0"
