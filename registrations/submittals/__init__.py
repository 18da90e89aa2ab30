"""Trình lãnh đạo: officers put proposed moves on a list; they are made when the leader of the desk approves it."""
