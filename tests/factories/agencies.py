"""A small invented province, with what happened to its districts and communes on 1 July 2025."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from giaoban.core.words.text import fold
from giaoban.registers.people.choices import AgencyKind, Bloc, ChangeKind, Level
from giaoban.registers.people.models import Agency, Succession

FOUNDED = date(2010, 1, 1)
REFORM = date(2025, 7, 1)
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
RESOLUTION = "Nghị quyết 1999/NQ-UBTVQH15"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Agencies:
    """The bodies by name. ``huyen_cu`` ended on 30/6/2025; its work went to ``xa_dong`` and ``xa_tay``.

    ``xa_cu``: three communes merged into ``phuong_moi`` on 1/7/2025, the first of them being the main one.
    """

    tinh_uy: Agency
    ban_noi_chinh: Agency
    ban_dan_van: Agency
    ubkt: Agency
    ubnd_tinh: Agency
    ban_tiep_cong_dan: Agency
    so_tu_phap: Agency
    so_tai_chinh: Agency
    thanh_tra: Agency
    cong_an: Agency
    vien_kiem_sat: Agency
    toa_an: Agency
    thi_hanh_an: Agency
    mat_tran: Agency
    nong_dan: Agency
    huyen_cu: Agency
    xa_dong: Agency
    xa_tay: Agency
    xa_cu: tuple[Agency, Agency, Agency]
    phuong_moi: Agency


def make_agency(code: str, name: str, **fields: Any) -> Agency:
    """One agency; what is not said is an ordinary provincial office."""
    short = fields.pop("short_name", name)
    values: dict[str, Any] = {
        "kind": AgencyKind.SO,
        "bloc": Bloc.KHAC,
        "level": Level.TINH,
        "starts_on": FOUNDED,
        "order": next(_numbers) % 30_000,
        **fields,
    }
    return Agency.objects.create(code=code, name=name, short_name=short, folded=fold(f"{name} {short}")[:320], **values)


def succeed(old: Agency, new: Agency, kind: ChangeKind = ChangeKind.HOP_NHAT, *, main: bool = True) -> Succession:
    return Succession.objects.create(from_agency=old, to_agency=new, on=REFORM, kind=kind, paper=RESOLUTION, main=main)


def small_province() -> Agencies:
    """Write the province to the database."""
    noi_chinh, dan_van, xa = (
        {"bloc": Bloc.NOI_CHINH},
        {"bloc": Bloc.DAN_VAN},
        {"kind": AgencyKind.UBND_XA, "bloc": Bloc.DIA_PHUONG, "level": Level.XA},
    )
    tinh_uy = make_agency("tinh-uy", "Tỉnh ủy Hà Lam", kind=AgencyKind.TINH_UY, symbol="TU", reports=False)
    ubnd = make_agency("ubnd-tinh", "Ủy ban nhân dân tỉnh Hà Lam", short_name="UBND tỉnh", kind=AgencyKind.UBND_TINH, symbol="UBND")
    huyen = make_agency(
        "huyen-an-khe", "Ủy ban nhân dân huyện An Khê Thượng", kind=AgencyKind.UBND_HUYEN, bloc=Bloc.DIA_PHUONG, level=Level.HUYEN,
        parent=ubnd, ends_on=LAST_DAY_OF_DISTRICTS, reports=False,
    )  # fmt: skip
    dong = make_agency("xa-khe-dong", "Ủy ban nhân dân xã Khê Đông", parent=ubnd, starts_on=REFORM, **xa)
    tay = make_agency("xa-khe-tay", "Ủy ban nhân dân xã Khê Tây", parent=ubnd, starts_on=REFORM, **xa)
    old = [
        make_agency(code, f"Ủy ban nhân dân xã {name}", parent=huyen, ends_on=LAST_DAY_OF_DISTRICTS, reports=False, **xa)
        for code, name in (("xa-suoi-ngan", "Suối Ngàn"), ("xa-dong-lau", "Đồng Lau"), ("xa-bai-mia", "Bãi Mía"))
    ]
    new = make_agency("phuong-ngan-lau", "Ủy ban nhân dân phường Ngàn Lau", parent=ubnd, starts_on=REFORM, **xa)
    succeed(huyen, dong, ChangeKind.TIEP_NHAN)
    succeed(huyen, tay, ChangeKind.TIEP_NHAN, main=False)
    for commune in old:
        succeed(commune, new)
    return Agencies(
        tinh_uy=tinh_uy,
        ban_noi_chinh=make_agency(
            "ban-noi-chinh", "Ban Nội chính Tỉnh ủy", kind=AgencyKind.TINH_UY, parent=tinh_uy, symbol="BNCTU", **noi_chinh
        ),
        ban_dan_van=make_agency(
            "ban-tg-dv", "Ban Tuyên giáo và Dân vận Tỉnh ủy", kind=AgencyKind.TINH_UY, parent=tinh_uy, symbol="BTGDVTU", **dan_van
        ),
        ubkt=make_agency("ubkt", "Ủy ban Kiểm tra Tỉnh ủy", kind=AgencyKind.TINH_UY, parent=tinh_uy, symbol="UBKTTU", **noi_chinh),
        ubnd_tinh=ubnd,
        ban_tiep_cong_dan=make_agency(
            "ban-tcd", "Ban Tiếp công dân tỉnh", kind=AgencyKind.BAN_TIEP_CONG_DAN, parent=ubnd, symbol="BTCD", **noi_chinh
        ),
        so_tu_phap=make_agency("so-tu-phap", "Sở Tư pháp", parent=ubnd, symbol="STP", **noi_chinh),
        so_tai_chinh=make_agency("so-tai-chinh", "Sở Tài chính", parent=ubnd, symbol="STC"),
        thanh_tra=make_agency("thanh-tra", "Thanh tra tỉnh", kind=AgencyKind.THANH_TRA, parent=ubnd, symbol="TTr", **noi_chinh),
        cong_an=make_agency("cong-an", "Công an tỉnh", kind=AgencyKind.CONG_AN, symbol="CAT", vertical=True, **noi_chinh),
        vien_kiem_sat=make_agency(
            "vks",
            "Viện kiểm sát nhân dân tỉnh",
            short_name="VKSND tỉnh",
            kind=AgencyKind.VIEN_KIEM_SAT,
            symbol="VKS",
            vertical=True,
            **noi_chinh,
        ),
        toa_an=make_agency(
            "toa-an", "Tòa án nhân dân tỉnh", short_name="TAND tỉnh", kind=AgencyKind.TOA_AN, symbol="TA", vertical=True, **noi_chinh
        ),
        thi_hanh_an=make_agency(
            "thads",
            "Thi hành án dân sự tỉnh",
            short_name="THADS tỉnh",
            kind=AgencyKind.THI_HANH_AN,
            symbol="THADS",
            vertical=True,
            **noi_chinh,
        ),
        mat_tran=make_agency(
            "mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", short_name="MTTQ tỉnh", kind=AgencyKind.MAT_TRAN, symbol="MTTQ", **dan_van
        ),
        nong_dan=make_agency("hoi-nong-dan", "Hội Nông dân tỉnh", kind=AgencyKind.DOAN_THE, symbol="HND", **dan_van),
        huyen_cu=huyen,
        xa_dong=dong,
        xa_tay=tay,
        xa_cu=(old[0], old[1], old[2]),
        phuong_moi=new,
    )
