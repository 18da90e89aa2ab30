"""script/torture: the real server and worker are killed again and again while people submit; nothing acknowledged may be lost."""

PASSWORD = "mua-rao-qua-cau-tre"
VILLAGES = 10
