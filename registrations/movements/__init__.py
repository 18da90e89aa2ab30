"""Phong trào, cuộc vận động and their contents: who keeps them, what is offered where."""
