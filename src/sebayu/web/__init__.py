"""What people see: the shell, the components and, side by side, portal (citizen), desk (officer), room (leader), verify.

Start at `components.py` (what a page is made of) and `templatetags/web.py` (the tags that draw it). No page holds a
raw colour, an inline style or an inline script; tokens live in `static/web/tokens.css`. The live page of all parts
is `/komponen/` while developing.
"""
