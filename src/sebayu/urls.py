"""The doors of the house, and what each programme hangs on them."""

urlpatterns: list = []
