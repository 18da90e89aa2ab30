"""Nhập sổ đăng ký từ Excel: understood, judged, shown, written, undone."""
