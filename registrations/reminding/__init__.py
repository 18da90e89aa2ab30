"""Đôn đốc đăng ký: who is behind, the letter to them, what they find on their home page."""
