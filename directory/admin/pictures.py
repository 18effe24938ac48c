"""Uploading pictures in the admin: what is refused is refused in words, what is taken is drawn anew."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from directory.picture_files import redraw

ACCEPTED = "image/jpeg,image/png,image/webp"


class PictureField(WagtailImageField):
    """A file whose content decides; what it is called does not matter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG, PNG or WebP, at most %(most)s. Where and when it was taken is removed. "
            "A moving picture becomes a still one."
        ) % {"most": filesizeformat(self.max_upload_size)}

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        return redraw(upload) if upload else None

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ACCEPTED}


class PictureForm(BaseImageForm):
    """Every way of uploading in the admin makes its form from this one."""

    class Meta(BaseImageForm.Meta):
        labels = {"title": gettext_lazy("name")}
        help_texts = {"title": gettext_lazy("Staff find the picture by it. Readers do not see it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            # Not declared: the form after an upload of many leaves the field out
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )

    def save(self, commit=True):
        picture = super().save(commit)
        if commit:
            picture.widths()  # or the first reader of its page waits
        return picture
