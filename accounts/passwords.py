"""Rules for passwords whose sentences the framework does not have in Vietnamese."""

from django.contrib.auth import password_validation


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """At least so many characters, said in Vietnamese."""

    def get_error_message(self):
        return f"Mật khẩu ngắn quá: cần ít nhất {self.min_length} ký tự."

    def get_help_text(self):
        return f"Mật khẩu cần ít nhất {self.min_length} ký tự."
