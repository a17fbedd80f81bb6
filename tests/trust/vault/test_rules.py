import pytest

from giaoban.trust.vault.choices import Trait
from giaoban.trust.vault.rules import Person, phones, traits


@pytest.mark.parametrize("text", ["0912345678", "+84 912 345 678", "84912345678", "0912.345.678", "(0912) 345-678", "0084912345678"])
def test_one_phone_in_many_spellings(text) -> None:
    assert phones(text) == ["912345678"]


@pytest.mark.parametrize(
    "text", ["0912345678, 0987654321", "0912345678 - 0987654321", "0912345678/0987654321", "0912345678 hoặc 0987654321"]
)
def test_two_phones_in_one_box(text) -> None:
    assert phones(text) == ["912345678", "987654321"]


@pytest.mark.parametrize("text", ["", "113", "không có", "0000000000", "12345678"])
def test_what_is_no_phone_gives_no_trait(text) -> None:
    assert phones(text) == []


def test_traits_of_a_whole_person() -> None:
    person = Person(name="Lò Thị  MẪU", birth_year=1970, address="Bản Mía, xã Khê Đông", phone="0912345678", identity_no="001 170 000 001")
    assert set(traits(person)) == {
        (Trait.NAME, "lo thi mau"),
        (Trait.GIVEN, "mau"),
        (Trait.PAIR, "lo thi"),
        (Trait.PAIR, "thi mau"),
        (Trait.NAME_BIRTH, "lo thi mau|1970"),
        (Trait.NAME_PLACE, "lo thi mau|xa khe dong"),
        (Trait.PHONE, "912345678"),
        (Trait.IDENTITY_NO, "001170000001"),
    }


def test_nobody_has_no_traits() -> None:
    assert traits(Person()) == traits(Person(phone="12", identity_no="34", birth_year=1970, place="Khê Đông")) == []


def test_birth_year_alone_is_kept_out_of_the_name() -> None:
    assert (Trait.NAME, "lo thi mau") in traits(Person(name="Lò Thị Mẫu", birth_year=1971))
