"""Hồ sơ lưu trữ năm: everything a year left behind in one folder that opens without the portal."""
