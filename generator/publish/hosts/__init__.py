"""What a web server has to say with each file of a site, written out for some servers.

``table`` says it once; ``nginx``, ``caddy`` and ``netlify`` are the same in three languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.publish.hosts.caddy import caddy
from generator.publish.hosts.netlify import netlify
from generator.publish.hosts.nginx import nginx
from generator.publish.hosts.place import Place

__all__ = ["HOSTS", "Place", "netlify"]

HOSTS: Mapping[str, Callable[[Place], str]] = {
    "nginx": nginx,
    "caddy": caddy,
    "netlify": netlify,
}
"""The servers by name. ``_headers`` of Netlify is read by Cloudflare Pages and others as well."""
