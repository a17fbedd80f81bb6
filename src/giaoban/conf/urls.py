"""Every address of the application: the desk at the root, the citizens' portal, the API."""

from django.urls import include, path

urlpatterns = [
    path("cong-dan/", include("giaoban.sites.portal.urls")),
    path("api/", include("giaoban.sites.api.urls")),
    path("", include("giaoban.sites.desk.urls")),
]

handler403 = "giaoban.sites.desk.shell.views.forbidden"
handler404 = "giaoban.sites.desk.shell.views.not_found"
handler500 = "giaoban.sites.desk.shell.views.broken"
