"""Writing a listing in easy language, beside the text it is made from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.kept_forms import typed
from directory.language_question import ask_about_language
from directory.models.easy_texts import EASY_LANGUAGES
from directory.reading.texts import read_text
from directory.reading.wording import language_name
from workspace.drafts import open_listing
from workspace.editing import save
from workspace.forms.easy import FIELDS, EasyForm
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved
from workspace.views.sections import frame_of


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def easy(request: HttpRequest, partner: Partner, slug: str, code: str) -> HttpResponse:
    if code not in EASY_LANGUAGES:
        raise Http404
    draft = open_listing(partner, slug)
    data = typed(request)
    form = EasyForm(data, listing=draft.version, partner=partner, language=code)
    if request.method == "POST" and form.is_valid():
        if answer := save(request, partner, draft, form):
            return answer
        if form.is_valid():
            say_saved(request, _("Saved. Readers see it when it is sent and public."))
            ask_about_language(request, {code: "\n".join(form.cleaned_data[name] for name in FIELDS)})
            return redirect("workspace:languages", partner.slug, slug)
    context = {
        "form": form,
        "easy_language": capfirst(language_name(code)),
        "pairs": [(read_text(draft.version, name, code), form[name]) for name in FIELDS],
    }
    frame = frame_of(request, partner, draft, "languages")
    return render(request, "workspace/easy.html", frame | context)
