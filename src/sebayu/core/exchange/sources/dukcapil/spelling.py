"""How Dukcapil spells what our code lists spell otherwise. Seen in practice; add a line when a new spelling turns up."""

EMPTY = {"", "-", "null", "none", "tidak ada"}
READ = {
    "katholik": "catholic", "budha": "buddhist", "kong hu cu": "confucian", "konghucu": "confucian",
    "kepercayaan": "belief", "kepercayaan terhadap tuhan yang maha esa": "belief", "orangtua": "parent",
    "kawin tercatat": "married", "kawin belum tercatat": "married", "cerai hidup tercatat": "divorced",
    "cerai hidup belum tercatat": "divorced", "cerai mati tercatat": "widowed", "cerai mati belum tercatat": "widowed",
    "akademi/diploma iii/s. muda": "diploma_3", "akademi/diploma iii/sarjana muda": "diploma_3",
    "diploma iv/ strata i": "bachelor", "strata-i": "bachelor", "strata-ii": "master", "strata-iii": "doctor",
    "pembantu": "domestic_worker", "l": "male", "p": "female", "-": "unknown",
}  # fmt: skip
WRITE = {
    "catholic": "KATHOLIK", "buddhist": "BUDHA", "diploma_3": "AKADEMI/DIPLOMA III/S. MUDA", "parent": "ORANG TUA",
    "domestic_worker": "PEMBANTU",
}  # fmt: skip
