"""The small page between the hub and a workshop: which of them does this team join?"""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from simulator.workshop.service.hub.rooms import Room

STYLE = """
:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif;
  background: light-dark(#fff, #12161c); color: light-dark(#16202c, #e8edf3); }
body { margin: 0 auto; max-width: 38rem; padding: 8vh 1.5rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .3em; text-wrap: balance; }
p { margin: 0 0 1.2em; }
ul { list-style: none; margin: 2em 0; padding: 0; display: grid; gap: 1rem; }
li { border: 1px solid light-dark(#b9c3cf, #45505d); border-radius: 12px;
  padding: 1rem 1.2rem; display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; }
li > div { flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere; }
small { color: light-dark(#4c5866, #aab6c3); font-size: .85rem; }
button { font: inherit; font-weight: 600; padding: .6em 1.2em; border: 0; border-radius: 8px;
  background: light-dark(#1d4f8f, #9cc4f5); color: light-dark(#fff, #0d1b2b); cursor: pointer; }
a { color: light-dark(#1d4f8f, #9cc4f5); }
:focus-visible { outline: 3px solid light-dark(#b35c00, #ffb454); outline-offset: 2px; }
"""
LOOK_AGAIN = """
setInterval(async () => {
  const found = await fetch(location.href);
  if (found.ok && (await found.text()).includes("<li>")) location.reload();
}, 5000);
"""
"""Until there is something to join: whoever reads, or listens, is not disturbed before."""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(LOOK_AGAIN)}; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(team: str, rooms: Sequence[Room], prefix: str, home: str) -> str:
    """What a team can join, as HTML; `home` is where the hub has its notebooks."""
    foot = f'<p><a href="{escape(home)}">Your notebooks</a></p>'
    if not rooms:
        return _html(
            f"You are {team}",
            "<p>No workshop is open yet. This page looks again by itself, and you can join as soon "
            f"as your mentor has opened one.</p>{foot}",
            f"<script>{LOOK_AGAIN}</script>",
        )
    asked = "Join as this team. In a notebook you join as the same team."
    if any(it.joined for it in rooms):
        asked = "Your team is in. Go on where you were, on any computer."
    return _html(f"You are {team}", f"<p>{asked}</p>{_list(rooms, prefix)}{foot}")


def told(sentence: str, prefix: str) -> str:
    """Why somebody cannot come in, and what to do, as HTML."""
    said = escape(sentence[:1].upper() + sentence[1:])
    return _html(
        "Not possible",
        f'<p>{said}.</p><p><a href="{escape(prefix)}">Try again</a></p>',
    )


def _list(rooms: Sequence[Room], prefix: str) -> str:
    return f"<ul>{''.join(_row(room, prefix) for room in rooms)}</ul>"


def _row(room: Room, prefix: str) -> str:
    title = escape(room.title)
    return (
        f"<li><div><strong>{title}</strong><br><small>{_where(room)}</small></div>"
        f'<form method="post" action="{escape(prefix)}join">'
        f'<button name="code" value="{escape(room.code)}" aria-label="{_do(room)}: {title}">'
        f"{_do(room)}</button></form></li>"
    )


def _do(room: Room) -> str:
    if room.is_over:
        return "Look back"
    return "Go on" if room.joined else "Join"


def _where(room: Room) -> str:
    return {
        "gathering": "Teams are gathering",
        "open": f"Round {room.round} of {room.rounds} is open",
        "closed": f"Round {room.round} of {room.rounds} is over",
        "revealed": "Over: the storm is revealed",
    }.get(room.phase, "")


def _html(title: str, body: str, head: str = "") -> str:
    name = escape(title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}'
        f"<style>{STYLE}</style></head><body><main><h1>{name}</h1>{body}</main></body></html>"
    )
