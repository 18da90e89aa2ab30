"""Dán nhiều hàng từ Excel: lines of cells parted by tabs, each understood and judged for itself."""
