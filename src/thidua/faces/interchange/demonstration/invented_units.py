"""The invented part of the unit catalogue: residential areas and contact people, by a rule that always gives the same.

The result is committed under `catalogue/units/daknong-2023/` and marked «minh họa»; run this module to write it again:
`python -m thidua.faces.interchange.demonstration.invented_units`.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from thidua import catalogue

FOLDER = Path(catalogue.__file__).parent / "units" / "daknong-2023"
UNIT_COLUMNS = "kind scheme code name short_name place_type parent member_of valid_from valid_to note".split()
CONTACT_COLUMNS = "code name title phone note".split()
INVENTED = "minh họa"
AREAS = 713
FEWEST, MOST = 6, 14
SEED = 286

VILLAGES = (
    "Đoàn Kết", "Tân Lập", "Quyết Tiến", "Tân Tiến", "Hòa Bình", "Thống Nhất", "Tân Hòa", "Đồng Tâm", "Tân Phú",
    "Tân An", "Thành Công", "Tân Thịnh", "Hợp Thành", "Tân Sơn", "Xuân Thành", "Phú Cường", "Bình Minh", "Tân Bình",
)  # fmt: skip
BON = (
    "Bu Lăng",
    "Bu Srưng",
    "Bu Krai",
    "Bu Mrê",
    "Đăng Pul",
    "Sar Lơn",
    "Pi Tiêng",
    "Jâng Mâr",
    "Rlong Kơn",
    "Păng Sơm",
)
BUON = ("Ea Krum", "Ea Blơm", "Cư Hlin", "Ea Sơt", "Mlang", "Ea Tuôr", "Cư Drang", "Knir", "Yang Pum", "Ea Hrăt")
# The districts where the Ê Đê word «buôn» is usual; elsewhere the M'nông word «bon».
BUON_DISTRICTS = frozenset({"662", "664"})

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Nông")
MIDDLES_M = ("Văn", "Đức", "Hữu", "Quang", "Minh", "Xuân", "Công", "Thanh")
MIDDLES_F = ("Thị", "Thị Thanh", "Thị Ngọc", "Thị Thu", "Thị Kim", "Thị Hồng")
GIVEN_M = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Hải",
    "Hùng",
    "Khánh",
    "Lâm",
    "Nam",
    "Phong",
    "Quân",
    "Sơn",
    "Tài",
    "Thắng",
    "Tuấn",
    "Vinh",
)
GIVEN_F = (
    "Anh",
    "Dung",
    "Hà",
    "Hạnh",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Loan",
    "Mai",
    "Nga",
    "Nhung",
    "Oanh",
    "Thảo",
    "Vân",
    "Yến",
)
HIGHLAND = ("Điểu", "Thị", "Y", "H'")
HIGHLAND_GIVEN = (
    "Krâng",
    "Srơn",
    "Blơi",
    "Mrang",
    "Pheo",
    "Drim",
    "Thuyn",
    "Kliêng",
    "Lơm",
    "Jrim",
    "Ngơi",
    "Sưm",
    "Brêng",
    "Duôr",
)

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of one file of the set."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def areas() -> list[Row]:
    """713 invented residential areas under the 71 communes, 6 to 14 each, in the order of the communes."""
    communes = read("communes.csv")
    numbers = _how_many(communes)
    return [row for commune in communes for row in _areas_of(commune, numbers[commune["code"]])]


def contacts(area_rows: Iterable[Row]) -> list[Row]:
    """One invented contact per unit: a name, a title and a number of the block 0900 000 000, which nobody has."""
    chance = random.Random(SEED)
    units = [
        row
        for name in ("province", "departments", "districts", "communes", "organizations")
        for row in read(f"{name}.csv")
    ]
    rows = []
    for number, unit in enumerate([*units, *area_rows], start=1):
        phone = f"0900 {number // 1000:03d} {number % 1000:03d}"
        highland = unit["place_type"] in ("bon", "buôn")
        rows.append(
            dict(
                zip(
                    CONTACT_COLUMNS,
                    (unit["code"], _person(chance, highland), _title(unit), phone, INVENTED),
                    strict=True,
                )
            )
        )
    return rows


def _how_many(communes: list[Row]) -> dict[str, int]:
    """How many areas each commune has: spread between the bounds, the sum made exact by the first that can give."""
    chance = random.Random(SEED)
    numbers = {row["code"]: chance.randint(FEWEST, MOST) for row in communes}
    step = 1 if sum(numbers.values()) < AREAS else -1
    while sum(numbers.values()) != AREAS:
        code = chance.choice(list(numbers))
        if FEWEST <= numbers[code] + step <= MOST:
            numbers[code] += step
    return numbers


def _areas_of(commune: Row, count: int) -> Iterator[Row]:
    for number, (place_type, name) in enumerate(_names(commune, count), start=1):
        yield dict(
            zip(
                UNIT_COLUMNS,
                (
                    "residential-area",
                    "site",
                    f"{commune['code']}-{number:02d}",
                    name,
                    name,
                    place_type,
                    commune["code"],
                    "",
                    "",
                    "",
                    INVENTED,
                ),
                strict=True,
            )
        )


def _names(commune: Row, count: int) -> list[tuple[str, str]]:
    """Wards and townships have numbered tổ dân phố; a xã has thôn, and a quarter of bon or buôn."""
    if commune["place_type"] != "xã":
        return [("tổ dân phố", f"Tổ dân phố {number}") for number in range(1, count + 1)]
    chance = random.Random(f"{SEED}/{commune['code']}")
    highland = max(1, count // 4)
    kind, stock = ("buôn", BUON) if commune["parent"] in BUON_DISTRICTS else ("bon", BON)
    villages = (
        [str(number) for number in range(1, count - highland + 1)]
        if chance.random() < 0.6
        else chance.sample(VILLAGES, count - highland)
    )
    return [("thôn", f"Thôn {name}") for name in villages] + [
        (kind, f"{kind.capitalize()} {name}") for name in chance.sample(stock, highland)
    ]


def _person(chance: random.Random, highland: bool) -> str:
    if highland:
        first = chance.choice(HIGHLAND)
        return first + ("" if first.endswith("'") else " ") + chance.choice(HIGHLAND_GIVEN)
    family = chance.choice(FAMILIES)
    if chance.random() < 0.5:
        return f"{family} {chance.choice(MIDDLES_M)} {chance.choice(GIVEN_M)}"
    return f"{family} {chance.choice(MIDDLES_F)} {chance.choice(GIVEN_F)}"


def _title(unit: Row) -> str:
    if unit["kind"] == "residential-area":
        return "Trưởng Ban Công tác Mặt trận"
    if unit["kind"].startswith("org-"):
        return "Cán bộ phụ trách phong trào"
    if unit["kind"] == "front-department":
        return "Chuyên viên"
    return "Cán bộ phụ trách thi đua, khen thưởng"


def _write(name: str, columns: list[str], rows: list[Row]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Writes both files again."""
    rows = areas()
    _write("residential_areas.csv", UNIT_COLUMNS, rows)
    _write("contacts.csv", CONTACT_COLUMNS, contacts(rows))


if __name__ == "__main__":
    main()
