"""Words and figures of invented works, taken by a rule so that every load is the same."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.faces.interchange.demonstration.world import World

MODELS = (
    "Mô hình “Camera an ninh”", "Mô hình “Nhà sạch, vườn đẹp”", "Mô hình “Mỗi tuần một giờ vì môi trường”",
    "Mô hình “Nuôi dê sinh sản luân phiên”", "Mô hình “Tổ vay vốn quay vòng”", "Mô hình “Phân loại rác tại nguồn”",
    "Mô hình “Tủ sách thôn”", "Mô hình “Ngõ xóm không rác”",
)  # fmt: skip
LIVELIHOOD = (
    "Giếng nước chung",
    "Đèn đường năng lượng mặt trời",
    "Sửa nhà văn hóa",
    "Sân thể thao",
    "Cổng chào và bảng tin",
)
PIECES = (
    "Dọn vệ sinh, trồng cây tuyến đường trung tâm", "Làm cờ, băng rôn dọc đường chính", "Trồng 500 cây xanh",
    "Sửa mái che chợ xã", "Kẻ vẽ bích họa tường trường học",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Idea:
    """A work before it is registered: quantity in the smallest unit, money in đồng by source, its picture."""

    kind: str
    name: str
    quantity: int
    money: dict[str, int]
    picture: str


def for_areas(world: World, name: str) -> Idea:
    """A model or a work of daily life of one or several areas."""
    chance = world.chance
    kind = chance.choice(["model", "model", "livelihood-work", "rural-road", "green-street", "canal"])
    if kind == "model":
        return Idea(kind, f"{chance.choice(MODELS)}, {name}", 1, _money(world, 3, 12), "people")
    if kind == "livelihood-work":
        return Idea(kind, f"{chance.choice(LIVELIHOOD)} {name}", 1, _money(world, 15, 90), "ground")
    metres = chance.randrange(20, 120) * 10
    words = {"rural-road": "Bê tông đường nội", "green-street": "Đường hoa", "canal": "Kiên cố kênh mương"}[kind]
    return Idea(kind, f"{words} {name}", metres, _money(world, metres // 12, metres // 5), "road")


def for_commune(world: World, name: str) -> Idea:
    """A work that welcomes the congress, led by a commune's committee."""
    chance = world.chance
    kind = chance.choice(["piece-of-work", "piece-of-work", "rural-road", "green-street", "livelihood-work"])
    if kind == "piece-of-work":
        return Idea(kind, f"{chance.choice(PIECES)}, {name}", 1, _money(world, 4, 20), "people")
    if kind == "livelihood-work":
        return Idea(kind, f"{chance.choice(LIVELIHOOD)} {name}", 1, _money(world, 30, 150), "ground")
    metres = chance.randrange(60, 250) * 10
    words = "Đường giao thông" if kind == "rural-road" else "Tuyến đường xanh, sạch, đẹp"
    return Idea(kind, f"{words} {name}", metres, _money(world, metres // 8, metres // 3), "road")


def house(world: World, household: str, place: str, *, repair: bool = False) -> Idea:
    """A great-unity house."""
    kind = "great-unity-house-repair" if repair else "great-unity-house"
    words = "Sửa nhà đại đoàn kết cho hộ" if repair else "Nhà đại đoàn kết cho hộ"
    chance = world.chance
    fund = chance.choice([20, 25, 30] if repair else [50, 60])
    money = {"fund": fund * 1_000_000, "household": chance.randint(5, 30) * 1_000_000}
    if chance.random() < 0.5:
        money["sponsors"] = chance.randint(5, 20) * 1_000_000
    return Idea(kind, f"{words} {household}, {place}", 1, money, "house")


def _money(world: World, least: int, most: int) -> dict[str, int]:
    """Between some millions, most of it given by the people."""
    total = world.chance.randint(max(1, least), max(2, most))
    people = max(1, total * world.chance.randint(40, 90) // 100)
    money = {"people": people * 1_000_000}
    if total > people:
        money["budget"] = (total - people) * 1_000_000
    return money
