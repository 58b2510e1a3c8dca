"""Draws claims as graphs: what is in the picture, and how Graphviz and Mermaid write it down."""
