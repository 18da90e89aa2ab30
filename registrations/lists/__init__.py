"""Danh sách đăng ký: filters, columns, kept views, files of what is shown, many records at once."""
