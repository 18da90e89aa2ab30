"""Đính chính: a wrong word in a published decision, put right by a paper beside it."""
