"""People who sign in, and how they come in: invitations and applications."""

from accounts.models.applications import Application
from accounts.models.invitations import Invitation
from accounts.models.terms import TermsAcceptance
from accounts.models.users import User, UserManager

__all__ = ["Application", "Invitation", "TermsAcceptance", "User", "UserManager"]
