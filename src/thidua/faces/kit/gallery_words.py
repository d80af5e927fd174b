"""The words of the gallery: its sections, and the invented content of its samples (minh họa)."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Part(NamedTuple):
    """A section of the page: its anchor, its name, how the component is meant."""

    id: str
    title: Promise
    note: Promise


PARTS = {
    "nut": Part(
        "nut",
        _("Nút"),
        _("Mỗi màn hình nhiều nhất một nút đỏ. Nút không bấm được vẫn hiện, kèm lý do và người làm được."),
    ),
    "tinh_trang": Part(
        "tinh-trang",
        _("Tình trạng"),
        _("Màu, dấu và chữ luôn đi cùng nhau. Mỗi tình trạng có ba cách nói, tùy người đọc."),
    ),
    "so_lieu": Part(
        "so-lieu",
        _("Số, tiền, ngày"),
        _("Số lẻ sau dấu phẩy; tiền nói gọn, số đúng hiện khi trỏ vào; chữ số đều bề ngang."),
    ),
    "o_nhap": Part(
        "o-nhap",
        _("Ô nhập"),
        _(
            "Bên trái đang điền, bên phải bị trả về: chữ đã gõ còn nguyên, lỗi nằm ngay dưới ô, ô sai đầu tiên được chọn sẵn."
        ),
    ),
    "bang": Part("bang", _("Bảng và chuyển trang"), _("Chữ số đều bề ngang. Dưới 640 px mỗi dòng thành một khối.")),
    "loc": Part(
        "loc",
        _("Lọc"),
        _("Thẻ lọc là đường liên kết có địa chỉ riêng; biểu mẫu lọc gửi bằng GET, trên điện thoại nằm trong ngăn kéo."),
    ),
    "duong_dan": Part("duong-dan", _("Đường dẫn, thông tin"), _("Đầu trang của một đối tượng.")),
    "buoc": Part("buoc", _("Các bước"), _("Xong, đang ở đâu, ai đang giữ, bước sau. Dưới 640 px xếp dọc.")),
    "thanh": Part(
        "thanh",
        _("Thanh kết quả"),
        _(
            "Vạch ở 80% bề ngang là mức phải đạt; vượt mức thì thanh đi quá vạch. Phần nhạt là đã đăng ký, chưa xác nhận."
        ),
    ),
    "o_ban_do": Part(
        "o-ban-do", _("Ô bản đồ"), _("Mỗi ô một xã, nhóm theo huyện; tên hiện khi trỏ hoặc chọn bằng bàn phím.")
    ),
    "dong_thoi_gian": Part("dong-thoi-gian", _("Dòng thời gian"), _("Ai, lúc nào, đổi gì từ đâu thành đâu, vì sao.")),
    "minh_chung": Part(
        "minh-chung", _("Ảnh minh chứng"), _("Ghi ngày và vị trí; chỗ còn thiếu hiện thành khung trống.")
    ),
    "viec": Part("viec", _("Việc"), _("Theo ngày, mỗi việc một nút.")),
    "trong": Part("trong", _("Không có gì"), _("Nói rõ là tốt hay chưa có, và làm gì tiếp.")),
    "ghi_chu": Part(
        "ghi-chu",
        _("Ghi chú, cảnh báo"),
        _("Nền đậm: việc cần người xem hoặc trả lời. Đỏ: chỉ khi hết hạn hoặc nhập sai."),
    ),
    "xac_nhan": Part(
        "xac-nhan",
        _("Hỏi lại"),
        _("Chỉ trước việc không hoàn tác được: sẽ xảy ra điều gì, với bao nhiêu, và đường lui."),
    ),
    "sao_chep": Part(
        "sao-chep", _("Lời nhắc"), _("Lời soạn sẵn cho nhóm Zalo; không có JavaScript thì bôi đen mà chép.")
    ),
    "hoan_tac": Part(
        "hoan-tac",
        _("Báo xong, cho hoàn tác"),
        _("Hiện ở trang kế tiếp; nút là một biểu mẫu gửi đi, không cần JavaScript."),
    ),
    "van_ban": Part(
        "van-ban", _("Tờ văn bản"), _("Văn bản trông như văn bản: chữ có chân, nền trắng cả khi màn hình tối.")
    ),
    "bieu_tuong": Part("bieu-tuong", _("Biểu tượng"), _("Nét 1,8 trên ô 20 px; dấu tình trạng khác nhau cả về dáng.")),
}
READERS = [_("Đơn vị đọc"), _("Cấp trên đọc"), _("Người dân đọc")]
WORDS = {
    "recount": "Bạn cứ làm việc khác; xong sẽ có tin ở Việc của tôi.",
    "three": "Thôn 4, thôn 7, thôn 9. Còn hạn đến 19/7.",
    "late": "Gửi hôm nay sẽ ghi là gửi muộn 2 ngày.",
    "taken": "Huyện nhận lúc 10:15 ngày 9/7/2024.",
    "undone": "Chỉ tiêu III.5a của thôn 2 trở lại 0/1. Ảnh đã gửi vẫn được lưu.",
    "printed": "Dòng này chỉ có trên bản in.",
}
SHEET = {
    "parent": "ỦY BAN MTTQ VIỆT NAM",
    "issuer": "BAN THƯỜNG TRỰC",
    "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "kind": "KẾ HOẠCH",
    "subject": "Bản minh họa",
    "text": "Căn cứ kế hoạch năm; Ban Thường trực ban hành kế hoạch minh họa với các nội dung sau đây.",
}
