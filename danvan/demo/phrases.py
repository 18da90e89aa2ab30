"""Câu chữ để ghép: what units of each kind do in each sector, and what comes of it.

A title holds choices in {a|b|c}; a benefit holds a range in <120-480>. Kinds are those of treedata.
"""

from danvan.demo.rows import CULTURE, DEFENCE, ECONOMY, POLITICS

VILLAGES = ("village", "cell", "village_front")
OFFICES = ("committee", "party", "office")

# sector → (kinds of unit, title, benefits); money is in million đồng: <30-90> triệu
COLLECTIVE = {
    ECONOMY: (
        (VILLAGES, "Vận động Nhân dân {hiến đất mở đường ra đồng|góp công cứng hóa đường ngõ|hiến đất làm rãnh thoát nước}",
         ("<120-900> m2 đất", "<80-420> ngày công", "<60-400> triệu")),
        (VILLAGES, "{Dồn điền, đổi thửa, chỉnh trang bờ vùng|Cải tạo vườn tạp thành vườn cây ăn quả|Vườn rau hữu cơ liên hộ}",
         ("<12-90> hộ", "<3-28> ha")),
        (VILLAGES, "{Kiên cố kênh mương nội đồng|Thắp sáng đường ra khu chăn nuôi|Góp vốn mua máy cấy dùng chung}",
         ("<20-150> hộ", "<30-180> triệu")),
        (("farmers",), "{Chi hội nghề nuôi cá lồng|Tổ hợp tác trồng bưởi sạch|Cánh đồng mẫu không dấu chân thuốc cỏ}",
         ("<15-70> hộ", "<5-40> ha", "<50-300> triệu")),
        (("farmers", "coop"), "{Bao tiêu lúa chất lượng cao|Luân canh lúa, khoai tây|Cánh đồng cấy máy, bón phân hữu cơ}",
         ("<20-120> hộ", "tăng <3-9> triệu đồng/ha/vụ")),
        (("coop",), "{Nhà nông cùng bán hàng trực tuyến|Kho chung, xe chung, giá chung|Liên kết chăn nuôi gà đồi}",
         ("<15-80> hộ", "<40-250> triệu")),
        (("women",), "{Phụ nữ giúp nhau khởi nghiệp|Mỗi tuần một nghìn đồng, giúp hội viên thoát nghèo|Gian hàng nông sản của chị em}",
         ("<10-60> hội viên", "<20-120> triệu")),
        (("veterans",), "{Cựu chiến binh góp vốn xoay vòng|Đồi cây đồng đội|Trang trại tổng hợp của hội viên}",
         ("<8-40> hội viên", "<2-20> ha")),
        (("youth",), "{Thanh niên lập nghiệp từ cây dược liệu|Vườn ươm thanh niên|Đưa nông sản quê lên sàn số}",
         ("<6-25> đoàn viên", "<20-150> triệu")),
        (OFFICES, "{Đồng hành cùng hộ kinh doanh nhỏ|Dân bàn, dân làm, Nhà nước hỗ trợ xi măng|Đối thoại trước, giải phóng mặt bằng sau}",
         ("<20-160> hộ", "<0-4>,<1-9> km đường")),
        (("front", "union", "clan"), "{Quỹ khuyến nông của cộng đồng|Góp ngày công làm nhà văn hóa|Vốn quay vòng không lãi}",
         ("<15-90> hộ", "<40-220> triệu")),
    ),
    CULTURE: (
        (VILLAGES, "{Con đường bích họa|Nhà văn hóa sáng đèn mỗi tối|Tiếng trống khuyến học|Cổng làng xanh, sạch, đẹp}",
         ("<60-240> hộ", "<10-60> triệu")),
        (VILLAGES, "{Đám cưới một bữa, không thuốc lá|Việc tang văn minh, không rải vàng mã|Ngày chủ nhật sạch|Hàng cau đón gió}",
         ("<60-260> hộ ký cam kết",)),
        (VILLAGES, "{Câu lạc bộ hát ru, hát đối|Tủ sách thôn quê|Sân bóng chuyền của mọi nhà|Gia đình ba thế hệ gương mẫu}",
         ("<20-90> thành viên", "<8-40> triệu")),
        (("women",), "{Phân loại rác từ gian bếp|Ngôi nhà không khói thuốc|Hũ gạo tình thương|Mẹ đỡ đầu|Áo ấm cho em}",
         ("<60-320> hội viên", "<8-45> triệu")),
        (("women", "youth"), "{Đổi rác lấy cây xanh|Bữa cơm ngày giáp hạt|Chợ phiên áo cũ|Lớp bơi mùa hè không thu phí}",
         ("<40-260> suất", "<6-35> triệu")),
        (("youth",), "{Đoạn đường thanh niên tự quản|Đường hoa tuổi trẻ|Bờ kè xanh}", ("<0-3>,<1-9> km", "<60-300> ngày công")),
        (("youth",), "{Ánh sáng học đường|Mùa hè không điện thoại|Đội tình nguyện sửa nhà}", ("<40-260> lượt đoàn viên",)),
        (("front", "village_front"), "{Khu dân cư đoàn kết, không hộ nghèo|Ngày hội làng sum họp|Mỗi tháng một việc nghĩa|Nhà đại đoàn kết}",
         ("<1-6> nhà", "<40-200> triệu")),
        (("school",), "{Trường học hạnh phúc|Tiếng Việt cho em trước khi vào lớp Một|Vườn trường em chăm|Cặp sách trao tay|Góc thư viện hành lang}",
         ("<30-400> học sinh", "<6-40> triệu")),
        (("health",), "{Ngày thứ Bảy khám bệnh tại thôn|Nụ cười người bệnh|Sổ sức khỏe cho người già neo đơn|Ghế chờ có nước ấm}",
         ("<120-900> lượt người",)),
        (("clan",), "{Dòng họ hiếu học|Họ tộc không có người vi phạm}", ("<20-120> gia đình", "<6-50> triệu")),
        (("veterans",), "{Ông bà kể chuyện truyền thống|Nghĩa tình đồng đội|Nhà bia sạch đẹp bốn mùa}",
         ("<20-120> hội viên", "<6-50> triệu")),
        (("farmers", "coop"), "{Đường làng rợp bóng cây ăn quả|Thu gom rác đồng ruộng cuối tuần|Nông dân đọc sách}",
         ("<30-160> hộ", "<200-1400> cây")),
        (("union",), "{Mái ấm công đoàn|Góc nghỉ trưa của người lao động|Suất ăn ca chia sẻ}", ("<1-5> nhà", "<40-160> triệu")),
        (OFFICES, "{Ngày không giấy, không rác nhựa ở công sở|Cán bộ nhận đỡ đầu trẻ mồ côi|Một ngày cùng dân dọn bãi sông}",
         ("<6-40> trường hợp", "<10-60> triệu")),
        (("police", "army"), "{Con nuôi công an xã|Bếp ăn nghĩa tình quân dân|Lớp võ thuật cho thiếu niên}", ("<4-30> em", "<10-50> triệu")),
    ),
    DEFENCE: (
        (("police",), "{Mỗi tuần một địa bàn bình yên|Zalo kết nối an ninh|Nhóm hộ nhà trọ tự quản|Cà phê an ninh sáng thứ Bảy}",
         ("<4-18> tổ", "<60-400> hộ")),
        (("army",), "{Dân quân giúp dân chống hạn|Bến đò an toàn|Ngày quân với dân|Tuyến mương chiến sĩ}",
         ("<80-500> ngày công", "<0-3>,<1-9> km")),
        (VILLAGES, "{Liên gia tự quản, tự phòng|Thôn không có người nghiện mới|Ngõ không lấn chiếm|Cổng rào xanh, đêm yên tĩnh}",
         ("<3-12> tổ liên gia", "<60-240> hộ")),
        (("veterans",), "{Cựu chiến binh giữ gìn trật tự chợ quê|Tổ hòa giải áo lính|Giúp người lầm lỡ làm lại từ đầu}",
         ("<6-40> hội viên", "<3-25> vụ việc")),
        (("school", "youth"), "{Cổng trường an toàn giao thông|Phiên tòa giả định|Nói không với bạo lực học đường}",
         ("<120-600> học sinh",)),
        (("front", "village_front", "women"), "{Xứ đạo bốn gương mẫu|Gia đình không có tội phạm|Phụ nữ với pháp luật}",
         ("<60-260> hộ ký cam kết",)),
    ),
    POLITICS: (
        (("committee", "office"), "{Một cửa thân thiện|Hẹn giờ làm thủ tục|Trả kết quả tại nhà|Công chức không hẹn lần hai|Thư cảm ơn, thư xin lỗi}",
         ("<600-2400> lượt hồ sơ", "<8-24> thủ tục")),
        (("party", "cell"), "{Chi bộ bốn tốt|Đảng viên phụ trách hộ|Sinh hoạt chi bộ theo chuyên đề dân vận|Bí thư nghe dân|Sổ tay việc dân cần}",
         ("<9-40> đảng viên", "<20-160> hộ")),
        (("front", "village_front"), "{Hộp thư góp ý ở nhà văn hóa|Giám sát công trình nhỏ|Diễn đàn Nhân dân góp ý cán bộ|Lắng nghe dân nói}",
         ("<4-20> buổi", "<60-300> lượt ý kiến")),
        (("village",), "{Bảng tin số của thôn|Họp thôn không quá hai giờ|Tổ công nghệ số cộng đồng}", ("<40-220> hộ",)),
        (("union", "farmers", "women", "veterans", "youth"), "{Hội viên giám sát, phản biện|Nắm chắc từng hội viên|Tuyên truyền bằng loa nhỏ, chuyện gần}",
         ("<6-30> buổi", "<120-600> lượt người")),
        (("school",), "{Đường dây nóng phụ huynh|Công khai bữa ăn của trẻ}", ("<120-700> phụ huynh",)),
        (("health", "police", "army"), "{Công khai để dân tin|Tiếp dân ngoài giờ|Nghe dân góp ý mỗi tháng}", ("<120-700> lượt người",)),
    ),
}  # fmt: skip

# sector → (kinds, title, duty, benefits)
INDIVIDUAL = {
    ECONOMY: (
        (VILLAGES, "{Vận động bà con làm đường ra đồng|Hiến đất làm sân thể thao của thôn|Giúp hộ nghèo nuôi bò sinh sản}",
         ("Bí thư Chi bộ", "Trưởng thôn", "Chi hội trưởng"), ("<12-80> hộ",)),
        (("farmers", "veterans", "coop", "women"), "{Chuyển giao kỹ thuật ghép bưởi|Đưa giống lúa mới về đồng|Cho vay giống không lấy lãi}",
         ("Hội viên", "Chi hội trưởng"), ("<8-50> hộ",)),
    ),
    CULTURE: (
        (VILLAGES, "{Giữ lửa câu lạc bộ hát ru|Góp sách cho tủ sách thôn|Hòa giải bằng chuyện kể|Vận động không tổ chức cưới linh đình}",
         ("Người có uy tín", "Trưởng Ban công tác Mặt trận", "Chi hội trưởng"), ("<20-120> gia đình",)),
        (("school",), "{Lớp phụ đạo không thu phí|Đến nhà đưa học sinh trở lại lớp|Nhạc cụ từ đồ bỏ đi}", ("Giáo viên",), ("<8-60> học sinh",)),
        (("health", "women", "youth", "front"), "{Tóc tặng người bệnh|Chuyến xe chở người già đi khám|Gói bánh chưng tặng hộ neo đơn}",
         ("Cán bộ", "Hội viên"), ("<30-200> lượt người",)),
    ),
    DEFENCE: (
        (("police", "army"), "{Cảm hóa thanh niên chậm tiến|Về với dân lúc nửa đêm|Vận động giao nộp vũ khí tự chế}",
         ("Cán bộ phụ trách địa bàn",), ("<3-20> trường hợp",)),
        ((*VILLAGES, "veterans"), "{Giữ bình yên xóm đạo|Đèn soi ngõ tối|Người gác tràn mùa lũ}", ("Tổ trưởng Tổ bảo vệ an ninh, trật tự", "Hội viên Hội Cựu chiến binh"),
         ("<40-180> hộ",)),
    ),
    POLITICS: (
        (("committee", "office", "party"), "{Làm giúp hồ sơ cho người không biết chữ|Mỗi tuần một buổi về thôn|Góc tư vấn thủ tục}",
         ("Công chức", "Chuyên viên"), ("<120-900> lượt người",)),
        (("cell", "village", "village_front"), "{Bí thư đi từng ngõ, gõ từng nhà|Sổ ghi việc dân hỏi|Kết nạp đảng viên ở vùng có đạo}",
         ("Bí thư Chi bộ", "Trưởng Ban công tác Mặt trận"), ("<20-140> hộ",)),
    ),
}  # fmt: skip

HOW = (
    "Họp dân bàn trước khi làm, công khai từng khoản đóng góp; cán bộ, đảng viên làm trước; mỗi tháng đánh giá một lần.",
    "Lập tổ vận động, phân công từng thành viên phụ trách nhóm hộ; đến từng nhà nghe ý kiến; việc khó đưa ra bàn ở khu dân cư.",
    "Xây dựng quy ước thực hiện, ký cam kết; tuyên truyền qua loa truyền thanh và nhóm Zalo; sơ kết, biểu dương hằng quý.",
    "Chọn nhóm làm điểm, rút kinh nghiệm rồi mở rộng; mời người có uy tín cùng tham gia vận động.",
)
FORCES = (
    "Cán bộ, đảng viên và {} hộ dân.",
    "Các chi hội, đoàn thể; {} người thường xuyên tham gia.",
    "Đơn vị chủ trì, Mặt trận và các đoàn thể phối hợp; {} lượt người tham gia.",
)
OUTCOMES = (
    "Hoàn thành các nội dung đã đăng ký, Nhân dân đồng tình, tự giác tham gia.",
    "Đạt và vượt các chỉ tiêu đã đăng ký; nền nếp được duy trì sau khi kết thúc đợt cao điểm.",
    "Hoàn thành đúng thời gian; đã có đơn vị bạn đến học tập.",
)
POOR_OUTCOMES = ("Mới hoàn thành một phần nội dung đã đăng ký.",)
SEEN = (
    "{} đã kiểm tra thực tế ngày {}, mô hình được xây dựng đúng đăng ký, được Nhân dân đồng tình.",
    "{} đã kiểm tra ngày {}, kết quả đúng như báo cáo; có khả năng nhân rộng.",
    "{} đã đối chiếu hồ sơ và hỏi ý kiến Nhân dân ngày {}; mô hình có hiệu quả thiết thực.",
)
WHY_REJECTED = (
    "Nội dung là nhiệm vụ chuyên môn thường xuyên, chưa thể hiện cách vận động Nhân dân.",
    "Trùng với mô hình đơn vị khác trong xã đã đăng ký; đề nghị tham gia với vai trò phối hợp.",
)
WHY_STOPPED = (
    "Hộ chủ trì chuyển nơi cư trú; địa phương chưa có người thay.",
    "Kinh phí xã hội hóa không huy động được như dự kiến.",
    "Mưa lũ làm hỏng công trình đang làm, chưa có điều kiện khôi phục.",
)
WHY_INEFFECTIVE = (
    "Mới dừng ở ký cam kết, chưa có kết quả cụ thể đến thời điểm kiểm tra.",
    "Kết quả mới đạt một phần nhỏ so với đăng ký; đề nghị tiếp tục năm sau.",
)
WHY_WITHDRAWN = ("Đơn vị gộp nội dung vào mô hình của Chi hội Nông dân.",)
TIMES = (
    "cả năm {}", "từ 15/3/{} đến 30/11/{}", "Quý II và Quý III năm {}", "từ 01/4/{} đến 31/10/{}",
    "từ tháng 3 đến tháng 11 năm {}",
)  # fmt: skip
