"""Where the portal already works, the campaign and its five contents come beside its movement."""

from django.db import migrations

CAMPAIGN = {
    "name": "Cuộc vận động “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh”",
    "heading": "Xây dựng mô hình Mặt trận tham gia cuộc vận động",
    "model_phrase": "mô hình tham gia cuộc vận động",
    "item_phrase": "mô hình của khu dân cư",
}
CONTENTS = (
    ("Phát triển kinh tế, giảm nghèo",
     "Đoàn kết giúp nhau phát triển kinh tế, giảm nghèo bền vững, làm giàu chính đáng"),
    ("Đời sống văn hóa, an sinh",
     "Xây dựng đời sống văn hóa, chăm lo giáo dục, sức khỏe, đền ơn đáp nghĩa"),
    ("Bảo vệ môi trường", "Bảo vệ môi trường, ứng phó với biến đổi khí hậu"),
    ("Chấp hành pháp luật", "Chấp hành pháp luật, giữ gìn trật tự, an toàn xã hội"),
    ("Dân chủ, giám sát, phản biện", "Phát huy dân chủ, giám sát, phản biện xã hội"),
)  # fmt: skip


def add(apps, schema_editor):
    movements, contents = (apps.get_model("registrations", name) for name in ("Movement", "Content"))
    if not movements.objects.exists():
        return
    wording = {key: text for key, text in CAMPAIGN.items() if key != "name"}
    campaign, _ = movements.objects.get_or_create(name=CAMPAIGN["name"], defaults=wording)
    contents.objects.bulk_create(
        contents(movement=campaign, number=number, short_name=short, name=name)
        for number, (short, name) in enumerate(CONTENTS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("registrations", "0017_movements")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
