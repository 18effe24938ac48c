"""Who one is here: the name that colleagues see, and the language of the pages and mails."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import in_our_look
from accounts.models import User


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name", "interface_language")
        widgets = {
            "first_name": forms.TextInput({"autocomplete": "given-name", "dir": "auto"}),
            "last_name": forms.TextInput({"autocomplete": "family-name", "dir": "auto"}),
        }

    interface_language = forms.ChoiceField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["interface_language"]
        field.label = capfirst(User._meta.get_field("interface_language").verbose_name)
        field.choices = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
        field.help_text = _("Of the pages you work on, and of the mails you get.")
        self.label_suffix = ""
        in_our_look(self)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """One's own row, whatever is sent."""
    known = User.objects.get(pk=request.user.pk)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=known)
    if form.is_bound and form.is_valid():
        form.save()
        with override(known.language_code):
            messages.success(request, _("Saved."))
            return redirect("account")
    return render(request, "accounts/person.html", {"form": form})
