"""People who sign in: the e-mail address is the name, and each has an interface language."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.duties import duties
from directory.models import LanguageChecker, OrganizationRole


class UserManager(BaseUserManager):
    def with_business(self) -> models.QuerySet["User"]:
        """People who have something to do here today: staff, people of partners, and who has a duty.

        Nobody else signs in, and whose last role ends is signed out with it. `is_language_checker` says it.
        """
        groups = self.model.groups.through.objects.filter(user=OuterRef("pk"))
        rights = self.model.user_permissions.through.objects.filter(user=OuterRef("pk"))
        roles = OrganizationRole.objects.current().filter(user=OuterRef("pk"))
        checked = LanguageChecker.objects.filter(user=OuterRef("pk"))
        is_staff = Q(is_staff=True) | Q(is_superuser=True)
        has_duty = reduce(or_, (Q(pk__in=duty.people()) for duty in duties()), Q(is_language_checker=True))
        people = self.filter(is_active=True).annotate(is_language_checker=Exists(checked))
        return people.filter(is_staff | Exists(groups) | Exists(rights) | Exists(roles) | has_duty)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Create a person; without a password nobody can sign in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account: of a partner, a language checker, or one of the city's staff."""

    email = models.EmailField(_("e-mail"), unique=True)
    # Wagtail's admin expects these two names
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    # Shown beside the original one where texts are edited
    translation_language = models.CharField(max_length=10, blank=True, default="", editable=False)
    interface_language = models.CharField(_("language"), max_length=10, default="fi")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    #: Set by `with_business`, as which the person of a session is read
    is_language_checker = False

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_is_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def language_code(self) -> str:
        """The interface language, or the site's where that one isn't offered any more."""
        offered = {code for code, _name in settings.LANGUAGES}
        return self.interface_language if self.interface_language in offered else settings.LANGUAGE_CODE
