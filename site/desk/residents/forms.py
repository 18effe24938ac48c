"""The file of residents that a coordinator sends."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.residents.reading import MOST_BYTES, LongFileError, UnreadableFileError, read_lines


class FileForm(forms.Form):
    """A file of statistics, read in memory and not kept."""

    file = forms.FileField(
        label=gettext_lazy("CSV file or spreadsheet"),
        help_text=gettext_lazy(
            "Its first line names the columns area, language, residents and year. Areas and languages stand "
            "in it by their names or codes. It takes the place of what there is for its areas and years."
        ),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise LongFileError
            return read_lines(file.read())
        except (LongFileError, UnreadableFileError) as error:
            raise forms.ValidationError(
                _("This is no CSV file and no spreadsheet (.xlsx), or it is too large.")
            ) from error
