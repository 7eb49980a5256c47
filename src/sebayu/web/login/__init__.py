"""Coming in: NIK and one-time code, national identity (OIDC), e-mail with second factor, passkeys, the cast of the demo; and
what happens at the counter: opening a citizen's account, acting for a citizen. The pages of django-allauth wear our look here.
"""
