from django.urls import path

from . import acts, attachments, entering, letters, procedure, secrecy, views

app_name = "petitions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", entering.create, name="create"),
    path("moi/ben-canh/", entering.typing, name="typing"),
    path("nap/", views.load, name="load"),
    path("vu-viec/<int:pk>/", views.matter, name="matter"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/xem-nhanh/", views.panel, name="panel"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/trung/", acts.duplicate, name="duplicate"),
    path("<int:pk>/bo-trung/", acts.unlink, name="unlink"),
    path("<int:pk>/da-lam/", acts.fulfil, name="fulfil"),
    path("<int:pk>/mau/", letters.of_petition, name="letters"),
    path("<int:pk>/giay-tra-cuu/", acts.receipt, name="receipt"),
    path("mo-danh-tinh/", secrecy.waiting, name="openings"),
    path("<int:pk>/danh-tinh/", secrecy.of_petition, name="reveal"),
    path("<int:pk>/danh-tinh/<int:number>/tra-loi/", secrecy.answer_petition, name="reveal_answer"),
    path("<int:pk>/danh-tinh/<int:number>/dong/", secrecy.shut_petition, name="shut"),
    path("<int:pk>/danh-tinh/<int:number>/xem/", secrecy.look_petition, name="look"),
    path("<int:pk>/tai-lieu/", attachments.of_petition, name="papers"),
    path("<int:pk>/tep/<int:number>/", attachments.one_of_petition, name="paper"),
    path("<int:pk>/ban-che/", secrecy.redacted, name="redacted"),
    path("<int:pk>/bao-ve/", secrecy.protection, name="protection"),
    path("<int:pk>/bao-ve/<int:number>/<str:name>/", secrecy.protect_step, name="protect_step"),
    path("co-quan-chuyen/<int:pk>/", procedure.forwarded, name="forwarded"),
    path("<int:pk>/them/<str:name>/", procedure.beside, name="beside"),
    path("<int:pk>/them/<str:name>/<int:target>/", procedure.beside, name="beside_row"),
    path("<int:pk>/viec/<str:name>/", acts.act, name="act"),
]
