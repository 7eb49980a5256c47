"""How Indonesian names sound and how they are mistyped. Pure.

A name is split into tokens; a token has a *key* (spelling of its sound: Soekarno = Sukarno, Chusnul = Husnul, Moh = Muhammad) and
*forms*: key and token, each also with one letter left out. Two tokens one slip apart (a letter too many, too few, wrong or
swapped with its neighbour) share a form, so finding them is an exact look-up, not a scan.
"""

import re
import unicodedata
from functools import lru_cache

TITLES = frozenset(
    ["h", "hj", "kh", "ky", "dr", "drs", "dra", "drg", "ir", "prof", "hc", "sh", "se", "st", "sp", "mm", "mt", "mh", "msi", "mpd", "spd", "sag", "skm", "skep", "ners", "amd", "amk", "rr", "r", "rp", "rm", "tn", "ny", "nn", "sdr", "bpk", "bu", "pak", "spi", "ssos", "sip", "stp", "shi", "ssi", "skom", "mkes", "mkom", "ma", "mba", "phd", "lc", "sst"]
)  # fmt: skip
# Short and long writings of one name; applied to whole tokens before the sound rules.
ALIASES = {
    **dict.fromkeys(
        ["m", "md", "mhd", "mhmd", "moh", "moch", "much", "muh", "mohd", "mohamad", "mohammad", "mohamed", "mohammed", "mochamad", "mochammad", "mokhamad", "mokhammad", "mukhamad", "mukhammad", "muhamad", "muhammad", "muhammat", "muhamat", "muchamad", "muchammad"], "muhamad"
    ),
    **dict.fromkeys(["a", "ach", "akh", "ahmad", "achmad", "akhmad", "ahmat", "akhmat", "acmad"], "ahmad"),
    **dict.fromkeys(["abd", "abdl", "abdoel", "abdul"], "abdul"),
    **dict.fromkeys(["st", "siti", "sitti", "sity"], "siti"),
    **dict.fromkeys(["nr", "nur", "noor", "noer", "nuur"], "nur"),
    **dict.fromkeys(["sri", "sry", "srie", "srih"], "sri"),
}  # fmt: skip
# Before 1972: in a token that shows old spelling, every other j is a y (Widjaja = Wijaya, Joesoef = Yusuf).
OLD = re.compile(r"dj|tj|sj|oe|^nj")
OLD_LETTERS = [("dj", "\x00"), ("tj", "c"), ("nj", "ny"), ("j", "y"), ("\x00", "j"), ("oe", "u")]
# Ordered: Arabic and Dutch leftovers, then sounds Javanese speakers do not keep apart.
SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"sj|sy|sh|ts", "s"), (r"hj", "hy"), (r"oe|ou", "u"), (r"ch(?=[rl])", "k"), (r"kh|ch|hh", "h"),
        (r"dh|dl", "d"), (r"dz", "j"), (r"th", "t"), (r"gh", "g"), (r"ph|f|v", "p"), (r"q|ck", "k"), (r"x", "ks"),
        (r"z", "j"), (r"aa", "a"), (r"ee|ie|ii", "i"), (r"oo|uu", "u"), (r"ai|ae|ei|[ae]y(?![aiueo])", "e"),
        (r"au|ow\b", "o"), (r"y\b", "i"), (r"(?<=[bcdfgjklmnprst])y(?=[aiueo])", "i"), (r"(?<=i)y(?=[aueo])", ""),
        (r"(?<=u)w(?=[aieo])", ""), (r"(?<=.)h\b", ""), (r"(?<=[aiueo])h(?=[bcdfgjklmnprst])", ""), (r"(.)\1+", r"\1"),
    ]
]  # fmt: skip
LONGEST_TOKEN = 40
_ASCII = {c: None if chr(c) in "'`\"" else " " for c in range(128) if not chr(c).isalpha()}


def plain(name: str) -> str:
    """Lower case, no accents on Latin letters, no apostrophes, single spaces: what two writings of a name are compared in."""
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not (unicodedata.combining(c) and ord(c) < 0x370))
    text = re.sub(r"['`’‘ʼʻ´\"]", "", text)
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if unicodedata.category(c)[0] in "LM" else " " for c in text).split())


def tokens(name: str) -> list[str]:
    """The tokens that carry the name; titles fall away unless nothing else is left."""
    head = name.split(",")[0] if "," in name else name
    every = [t[:LONGEST_TOKEN] for t in plain(head).split() or plain(name).split()]
    return [t for t in every if t not in TITLES] or every


@lru_cache(maxsize=200_000)
def key(token: str) -> str:
    """How the token sounds; equal for writings of one name, never empty."""
    if known := ALIASES.get(token):
        token = known
    sound = token
    if sound.isascii():
        if OLD.search(sound):
            for old, new in OLD_LETTERS:
                sound = sound.replace(old, new)
        for pattern, replacement in SOUNDS:
            sound = pattern.sub(replacement, sound)
    return sound or token


def keys(name: str) -> list[str]:
    """The keys of all tokens, in order, each once."""
    return list(dict.fromkeys(key(t) for t in tokens(name)))


def sound(name: str) -> str:
    """The whole name as it sounds, for equality."""
    return " ".join(key(t) for t in tokens(name))[:200]


def forms(token: str) -> frozenset[str]:
    """Token and key, whole and with any one letter left out."""
    found = set()
    for word in {token, key(token)}:
        found.add(word)
        if len(word) > 2:
            found.update(word[:i] + word[i + 1 :] for i in range(len(word)))
    return frozenset(found)
