"""A register of five thousand rows from Excel: from the file to every row judged."""

import io
from random import Random
from uuid import uuid4

from django.core.files.base import ContentFile
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from accounts.enums import Role
from bench import words
from bench.measure import Case
from bench.pages import World
from documents.sheets_in import read_sheets
from registrations.enums import Becomes, Kind
from registrations.imports import services as importing
from registrations.imports.sheets import judge
from registrations.models import RegisterImport

ROWS, PREVIEW_MS = 5000, 10_000.0
HEAD = ("STT", "Tên mô hình, điển hình", "Đơn vị đăng ký", "Lĩnh vực", "Giá trị làm lợi", "Kết quả khác", "Thời gian thực hiện",
        "Cấp đăng ký", "Số vào sổ", "Ngày vào sổ")  # fmt: skip


def register_case(world: World) -> Case:
    """The whole way to the preview, writing of what was read included, beside the library that reads the file."""
    desk = world.country.desk("huyện")
    officer = world.country.holder(Role.OFFICER, desk)
    plan = world.country.plans[desk.pk, world.country.this_year]
    content = register(world, desk.parent.path, plan.year)

    def preview() -> int:
        file = ContentFile(content, "so-dang-ky.xlsx")
        batch = importing.keep_file(by=officer, token=uuid4(), file_name="so-dang-ky.xlsx", sheets=read_sheets(file))
        importing.understand(
            by=officer, batch=batch, encoding=batch.encoding, sheet=batch.sheet, head_row=batch.head_row,
            columns=batch.columns, plan=plan, kind=Kind.COLLECTIVE, becomes=Becomes.DRAFT,
        )  # fmt: skip
        batch = RegisterImport.objects.select_related("plan").get(pk=batch.pk)
        batch.judged = [row.shown() for row in judge(batch, by=officer)]
        batch.save(update_fields=["judged"])
        return len(batch.judged)

    name = f"register, {ROWS:,} rows previewed (district officer)"
    return Case(name, preview, "bare reader", lambda: bare_reader(content), most_ms=PREVIEW_MS, rounds=3, is_page=False)


def register(world: World, path: str, year: int) -> bytes:
    """The file: units of the district by name, a tenth of the rows twice."""
    random, book = Random(5), Workbook(write_only=True)
    units = [unit for unit in world.country.registering if unit.path.startswith(path)]
    sheet, rows = book.create_sheet(), []
    sheet.append(["SỔ ĐĂNG KÝ"])
    sheet.append(HEAD)
    for number in range(1, ROWS + 1):
        again = number % 10 == 0
        said = rows[-1] if again else [
            f"{words.title(random)} số {number}", str(random.choice(units)), random.choice(world.country.sectors).name,
            f"{random.randrange(5, 900)} triệu", "1.260 m2 đất; 320 ngày công", random.choice(words.TIMES), "cơ sở", number,
            f"{number % 28 + 1:02}/03/{year}",
        ]  # fmt: skip
        rows.append(said)
        sheet.append([number, *said])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bare_reader(content: bytes) -> int:
    """The same file, read by the library alone."""
    return len(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
