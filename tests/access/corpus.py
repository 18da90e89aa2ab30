"""What people and machines send that no form expects, by the kind of field it is sent to."""

import unicodedata

TEXT, NUMBER, DAY, CHOICE = "text", "number", "day", "choice"
SCRIPT = "<script>alert(1)</script>"
NFD = unicodedata.normalize("NFD", "Đường")
# Longer than any field takes, and than SQLite searches for.
LONG = 60_000
MANY_DIGITS = "9" * 400
CORPUS = {
    TEXT: {
        "nothing": "",
        "nothing to be seen": " \u200b\n ",
        # Apart from controls, direction marks and line breaks what old fonts leave of a word; short, to be taken.
        "strange signs": f"{NFD}\x01\x00 \u202eaoh\u202c\u200b\ufeff\r\n\u2028§­ n÷ 🌸",
        # What a page, a workbook, a template or a database might take for its own.
        "code": f"={SCRIPT} & </textarea>\"'> {{{{ 7|add:7 }}}} {{% now %}} %s {{0}} \\ '; DROP TABLE x; --%_",
        "far too long": "x" * LONG,
        "many digits": MANY_DIGITS,
    },
    NUMBER: {
        "nothing": "",
        "code": SCRIPT,
        "negative": "-5",
        "many digits": MANY_DIGITS,
        "endless": "1e999",
        "no number": "NaN",
        "digits of others": "٣१",
        "NUL": "5\x00",
        "far too long": "x" * LONG,
    },
    DAY: {
        "nothing": "",
        "code": SCRIPT,
        "no such day": "31/02/2026",
        "the year 99999": "01/01/99999",
        "the year 0": "01/01/0000",
        "the first day": "01/01/0001",
        "the last day": "31/12/9999",
        "many digits": MANY_DIGITS,
        "NUL": "05/05/2026\x00",
    },
    CHOICE: {"nobody's": "99999", "in words": "kinh tế", "many digits": MANY_DIGITS, "NUL": "1\x00"},
}
