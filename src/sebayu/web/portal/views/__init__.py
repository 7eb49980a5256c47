"""Views of the portal: each says at its door who may come in, asks the rooms below, and hands the answer to a template."""
