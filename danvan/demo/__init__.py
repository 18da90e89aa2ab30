"""Dữ liệu mẫu: a made-up province built through the real services, for trying, teaching and testing.

Every name of a place, person, paper and figure here is invented; none stands for a real one.
"""
