"""Sao lưu và khôi phục: database and files of one moment in one archive, and back again."""
