"""Addresses of the books: officials' below the edition they belong to, everybody's below the plan in force."""

from django.urls import path

from sebayu.programmes.movement.books import views

app_name = "movement_books"
P = "gerakan/rencana/<uuid:plan_id>/buku/"
urlpatterns = [
    path(P, views.shelf, name="shelf"),
    path(f"{P}<int:number>/", views.book, name="book"),
    path("publik/rencana/buku/<int:number>/", views.public, name="public"),
]
