"""An answer as the JSON object of the interface (section 3)."""

from __future__ import annotations

from typing import Any

from bot.model.answer import Answer, Row, Source
from bot.model.query import Query
from bot.reply.page import Worded


def answer_data(answer: Answer, worded: Worded, *, id: str | None, question: str, text: str) -> dict[str, Any]:
    """The object, its keys in the order of the interface; `id` only where there is one."""
    known = answer.query if answer.status != "not_understood" else None
    return {
        **({"id": id} if id is not None else {}),
        "question": question,
        "status": answer.status,
        "reading": worded.reading if known else None,
        "query": query_data(known) if known else None,
        "headline": _headline(answer.headline) if answer.headline else None,
        "rows": [_row(row) for row in answer.rows],
        "unknown": list(answer.unknown),
        "corrections": dict(answer.corrections),
        "notes": worded.notes,
        "working": worded.working,
        "sources": [source_text(source) for source in answer.sources],
        "alternatives": worded.alternatives,
        "suggestions": worded.suggestions,
        "text": text,
    }


def query_data(query: Query) -> dict[str, Any]:
    """A query for programs."""
    return {
        "kind": query.kind,
        "flows": list(query.flows),
        "partners": list(query.partners),
        "products": list(query.products),
        "periods": [{"start": str(p.start), "end": str(p.end)} for p in query.periods],
        "by": query.by,
        "order": query.order,
        "limit": query.limit,
        **({"whole": dict(zip(("partner", "product"), query.whole, strict=True))} if query.whole else {}),
    }


def source_text(source: Source) -> str:
    """`Phnom Penh Post, 2025-02 (https://...)`."""
    return f"{source.name} ({source.url})" if source.name and source.url else source.name or source.url


def _headline(row: Row) -> dict[str, Any]:
    return {"measure": row.measure, "value": _value(row), "unit": row.unit}


def _row(row: Row) -> dict[str, Any]:
    data: dict[str, Any] = {
        "flow": row.flow,
        "partner": row.partner,
        "product": row.product,
        "start": str(row.period.start),
        "end": str(row.period.end),
        "measure": row.measure,
        "value": _value(row),
        "unit": row.unit,
    }
    if row.unit == "USD" and row.precision is not None:
        data["precision"] = row.precision
    if row.measure == "value" and row.status is not None:
        data["status"] = row.status
    return data


def _value(row: Row) -> float | int:
    return int(row.value) if row.measure == "rank" else row.value + 0.0
