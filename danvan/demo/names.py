"""Họ tên đặt ra: names for the people of the made-up province, the same at every building."""

from random import Random

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh", "Lương", "Trịnh", "Mai",
    "Tạ", "Hà", "Cao", "Đoàn", "Phùng", "Lò", "Vi", "Hứa", "Nông", "Quách",
)  # fmt: skip
MEN = (
    ("Văn", "Đình", "Hữu", "Công", "Quang", "Xuân", "Đức", "Trọng", "Bá", "Khắc", "Viết", "Duy"),
    (
        "Thắng", "Lợi", "Quyết", "Tiến", "Bảy", "Chung", "Dũng", "Đạo", "Giáp", "Hiệu", "Khoát", "Lực", "Mạnh", "Nghiêm",
        "Phúc", "Quý", "Sáu", "Thành", "Tùng", "Vinh", "Ước", "Ích", "Yên", "Bền", "Cảnh", "Doanh",
    ),
)  # fmt: skip
WOMEN = (
    ("Thị", "Thị Kim", "Thị Thu", "Thị Bích", "Thị Ngọc", "Thị Thanh"),
    (
        "Hạnh", "Lan", "Mận", "Ngát", "Oanh", "Phượng", "Quế", "Sen", "Thảo", "Út", "Vân", "Xuyến", "Yến", "Ánh", "Bưởi",
        "Cúc", "Dịu", "Đào", "Gấm", "Huệ", "Khuyên", "Liễu", "Miền", "Nhài",
    ),
)  # fmt: skip


class Names:
    """Gives each name once."""

    def __init__(self, rng: Random, taken: set[str]):
        self.rng, self.taken = rng, taken

    def person(self) -> tuple[str, str]:
        """(“Ông” or “Bà”, full name)."""
        while True:
            title, (middle, given) = self.rng.choice((("Ông", MEN), ("Bà", WOMEN)))
            name = f"{self.rng.choice(FAMILIES)} {self.rng.choice(middle)} {self.rng.choice(given)}"
            if name not in self.taken:
                self.taken.add(name)
                return title, name
