"""Rules for passwords: long enough, and not among the first that somebody would try. No required kinds of letters."""

import re

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from common.vietnamese import fold

# Folded, without spaces. Words of the service, of the country and of the keyboard that people build passwords from.
GUESSED_FIRST = (
    "danvankheo", "danvan", "kheo", "matkhau", "password", "passwd", "pass", "admin", "administrator", "quantri",
    "hethong", "dangnhap", "taikhoan", "canbo", "lanhdao", "vanphong", "vanthu", "mattran", "ubnd", "uyban",
    "huyenuy", "tinhuy", "danguy", "demo", "user", "guest", "root", "test", "login", "welcome", "hello", "xinchao",
    "vietnam", "hanoi", "saigon", "tphcm", "hochiminh", "bachho", "anhyeuem", "emyeuanh", "yeuem", "yeuanh",
    "iloveyou", "loveyou", "khongbiet", "khongco", "khongnho", "conyeu", "giadinh", "hanhphuc", "mailamotnguoi",
    "maimai", "tinhyeu", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn", "letmein", "abc",
    "motconvit", "xoehaicaicanh", "chaomung", "chucmung", "namoadidaphat", "dragon", "monkey", "master", "secret",
)  # fmt: skip
LOOKS_LIKE = str.maketrans("@013457$!", "aoieastsi")
LEAST_LEFT = 6
KEYS_IN_A_ROW = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
RUN = 4
ONLY_DIGITS_FROM = 15


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """At least so many characters, said in Vietnamese."""

    def get_error_message(self):
        return f"Mật khẩu ngắn quá: cần ít nhất {self.min_length} ký tự."

    def get_help_text(self):
        return f"Mật khẩu cần ít nhất {self.min_length} ký tự."


class GuessablePasswordValidator:
    """Refuses what is made only of common words, of the person's own names, of rows of keys, years and repetitions."""

    def validate(self, password, user=None):
        if password.isdigit() and len(password) < ONLY_DIGITS_FROM:
            raise ValidationError("Mật khẩu chỉ gồm số thì dễ đoán. Hãy ghi thêm vài chữ.", code="password_only_digits")
        if left_to_guess(password, own_words(user)) < LEAST_LEFT:
            raise ValidationError(
                "Mật khẩu này dễ đoán: chỉ gồm từ hay gặp, tên của mình hoặc dãy phím liền nhau. "
                "Hãy thêm vài từ không liên quan.",
                code="password_guessable",
            )

    def get_help_text(self):
        return "Mật khẩu không được chỉ gồm từ hay gặp hoặc tên của mình."


def own_words(user) -> list[str]:
    """The parts of the person's name and user name, whole and one by one."""
    if user is None:
        return []
    texts = [fold(user.full_name), fold(user.username)]
    parts = [part for text in texts for part in re.split(r"[^a-z0-9]+", text) if len(part) > 2]
    return [*(re.sub(r"[^a-z0-9]", "", text) for text in texts), *parts]


def left_to_guess(password: str, own: list[str] = ()) -> int:
    """How many different characters remain when everything that is guessed first is taken away."""
    plain = fold(password)
    return min(len(set(_without(text, own))) for text in (plain, plain.translate(LOOKS_LIKE)))


def _without(text: str, own: list[str]) -> str:
    """Cut out rows of keys and years first, then words, the longest first."""
    for row in KEYS_IN_A_ROW:
        for run in (row, row[::-1]):
            for length in range(len(run), RUN - 1, -1):
                for start in range(len(run) - length + 1):
                    text = text.replace(run[start : start + length], " ")
    text = re.sub(r"(19|20)\d\d", " ", text)
    text = "".join(sign for sign in text if sign.isalnum())
    for word in sorted({word for word in (*GUESSED_FIRST, *own) if word}, key=len, reverse=True):
        text = text.replace(word, "")
    return text
