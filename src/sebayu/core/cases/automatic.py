"""Which services may issue without a person: off unless the region names an approver and a legal basis (Law 30/2014 art. 53)."""

from django.conf import settings

from sebayu.core.areas import region
from sebayu.core.services import Service


def is_enabled(service: Service) -> bool:
    """The region pack's setting `automatic.<service>`: `{enabled, approver, basis}`; default off."""
    setting = region.pack().settings.get("automatic", {}).get(service.key)
    return bool(setting and setting.get("enabled") and setting.get("approver"))


def seal_code() -> str:
    """What the sealing service asks of a machine: a code kept by the installation (environment or file), never in the database."""
    return str(getattr(settings, "SEBAYU_BSRE_SEAL_CODE", ""))
