from django.urls import path

from . import urging, views

app_name = "clocks"
urlpatterns = [
    path("", views.falling_due, name="list"),
    path("tat-ca/", views.register, name="all"),
    path("<int:pk>/", views.panel, name="panel"),
    path("co-quan/", urging.agencies, name="agencies"),
    path("don-doc/", urging.preview, name="urge"),
    path("don-doc/<str:batch>/", urging.sent, name="urged"),
    path("don-doc/<str:batch>/tat-ca/", urging.letters, name="letters"),
    path("don-doc/<str:batch>/<int:agency>.<str:kind>", urging.letter, name="letter"),
    path("luat/", views.law, name="law"),
    path("luat/tinh/", views.calculate, name="calculate"),
    path("luat/ngay/", views.decide_day, name="day"),
    path("luat/lich/", views.years, name="years"),
    path("luat/lich/xac-nhan/", views.confirm_year, name="confirm"),
    path("luat/lich/bo-xac-nhan/<int:year>/", views.withdraw_year, name="withdraw"),
    path("luat/lich/xem-truoc/", views.propose, name="propose"),
]
