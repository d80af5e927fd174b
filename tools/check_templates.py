"""Every template of the package can be parsed: no misspelt tag, no block left open, no missing parent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import django
from django.template import Engine, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader_tags import ExtendsNode, IncludeNode

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "thidua"


def names() -> list[str]:
    """The templates' names as the engine knows them."""
    found = set()
    for folder in PACKAGE.rglob("templates"):
        found |= {
            path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix in {".html", ".txt"}
        }
    return sorted(found)


def problem(name: str) -> str | None:
    """What keeps the template, or one that it names, from being used."""
    engine = Engine.get_default()
    try:
        nodes: Any = engine.get_template(name).nodelist
        named = [node.parent_name for node in nodes.get_nodes_by_type(ExtendsNode)]
        named += [node.template for node in nodes.get_nodes_by_type(IncludeNode)]
        for expression in named:
            if isinstance(expression.var, str):
                engine.get_template(expression.var)
    except (TemplateSyntaxError, TemplateDoesNotExist) as error:
        return f"{name}: {type(error).__name__}: {error}"
    return None


if __name__ == "__main__":
    django.setup()
    every = names()
    sys.exit("\n".join(filter(None, map(problem, every))) or 0)
