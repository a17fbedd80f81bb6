"""Every address of the desk, one include for each room, in alphabetical order of the rooms."""

from django.urls import include, path

from .shell.views import language

SHELL = ([path("ngon-ngu/", language, name="language")], "shell")

urlpatterns = [
    path("", include("giaoban.sites.desk.accounts.urls")),
    path("nhat-ky/", include("giaoban.sites.desk.audit.urls")),
    path("thoi-han/", include("giaoban.sites.desk.clocks.urls")),
    path("don/", include("giaoban.sites.desk.petitions.urls")),
    path("tiep-cong-dan/", include("giaoban.sites.desk.receptions.urls")),
    path("tim/", include("giaoban.sites.desk.search.urls")),
    path("", include("giaoban.sites.desk.forms.urls")),
    path("", include("giaoban.sites.desk.indicators.urls")),
    path("", include("giaoban.sites.desk.intake.urls")),
    path("", include("giaoban.sites.desk.meetings.urls")),
    path("", include("giaoban.sites.desk.reports.urls")),
    path("", include("giaoban.sites.desk.round.urls")),
    path("", include("giaoban.sites.desk.submissions.urls")),
    path("", include("giaoban.sites.desk.today.urls")),
    path("", include("giaoban.sites.desk.cases.urls")),
    path("", include("giaoban.sites.desk.directives.urls")),
    path("", include("giaoban.sites.desk.findings.urls")),
    path("", include("giaoban.sites.desk.mobilisation.urls")),
    path("", include("giaoban.sites.desk.people.urls")),
    path("", include("giaoban.sites.desk.tasks.urls")),
    path("", include(SHELL)),
]
