"""The form of the check: a file, and whose format it follows."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.faces.kit.forms import KitForm
from thidua.foundation.documents.checker import MOST_BYTES

FAMILIES = {
    "": gettext_lazy("Hệ thống tự nhận theo phần đầu văn bản"),
    "front": gettext_lazy("Mặt trận Tổ quốc"),
    "organization": gettext_lazy("Tổ chức thành viên"),
    "state": gettext_lazy("Cơ quan nhà nước"),
    "party": gettext_lazy("Cơ quan Đảng"),
}


class CheckForm(KitForm):
    """A document's file. Nothing of it is kept."""

    upload = forms.FileField(
        label=gettext_lazy("Tệp văn bản"),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}),
        help_text=gettext_lazy("Word (.docx), hoặc PDF xuất từ Word (không phải bản chụp)."),
    )
    family = forms.ChoiceField(
        label=gettext_lazy("Thể thức của"), choices=list(FAMILIES.items()), required=False,
        help_text=gettext_lazy("Quy định được chọn theo ngày ghi trên văn bản."),
    )  # fmt: skip

    def clean_upload(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["upload"]
        if (given.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Xin bỏ bớt ảnh rồi gửi lại."))
        return given
