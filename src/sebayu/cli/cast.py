"""Accounts for the demo's people: officials with their signing NIK, and the cast that the login page lists."""

from zlib import crc32

from sebayu.core.areas import region
from sebayu.core.identity.acting import holder as holder_of
from sebayu.core.identity.actions import create_account
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.sandbox.town import cast, official_nik

BY = Actor.system("Penyiapan peragaan")

# Whom the login page lists, in this order: key in the sandbox's cast, and what the visitor may expect.
CITIZENS = {
    "sari": "Warga: punya warung, keluarga desil 3",
    "groom": "Warga: akan menikah",
    "widow": "Warga: janda",
    "newborn_father": "Warga: baru punya bayi",
    "migrant": "Warga: akan bekerja di luar negeri",
    "landowner": "Warga: punya tanah",
    "well_off": "Warga: keluarga desil 9",
}
OFFICIALS = {
    "darmo": "Ketua RT: menjawab satu pertanyaan",
    "rw": "Ketua RW",
    "budi": "Petugas kelurahan: satu kotak masuk",
    "kasi": "Kasi: paraf",
    "rina": "Lurah: menandatangani",
    "camat_officer": "Petugas kecamatan",
    "camat": "Camat: mengetahui",
}
# Officials without a part in the generated town, by role and office kind or key: the movement's people and who keeps the house in order.
POSTS = {
    "kota_tegal.wali_kota kabupaten_purbalingga.bupati": "Kepala daerah: membaca angka, menandatangani terakhir",
    "opd_diskominfo.sekretariat_gerakan": "Sekretariat gerakan: rencana induk, Bimtek, komitmen",
    "opd_diskominfo.kepala opd_dishub.kepala": "Kepala dinas: janji dengan namanya sendiri",
    "kota_tegal.penilai kabupaten_purbalingga.penilai": "Penilai dari luar: memeriksa dan menilai",
    "opd_diskominfo.pengelola_sistem": "Pengelola sistem: akun, jabatan, perjanjian data",
}


def plain(name: str) -> str:
    """A name without titles: Rina Astuti, S.IP. -> Rina Astuti."""
    return (
        name.split(",")[0].removeprefix("Drs. ").removeprefix("Dra. ").removeprefix("Ir. ").strip().casefold()
    )


def give_signing_numbers() -> int:
    """Every official of the pack gets the NIK under which the signing simulator knows him."""
    pack = region.pack()
    emails = {row.email.lower(): official_nik(pack.code, row.key, row.nip) for row in pack.officials}
    accounts = list(Account.objects.filter(email__in=emails, signer_nik=""))
    for account in accounts:
        account.signer_nik = emails[account.email or ""]
    Account.objects.bulk_update(accounts, ["signer_nik"], batch_size=1000)
    return len(accounts)


def make_cast() -> list[Account]:
    """Link the cast's officials to their residents, and give the citizens accounts."""
    pack = region.pack()
    people = {member["key"]: member for member in cast(pack.key)}
    by_name = {plain(row.name): row.email.lower() for row in pack.officials}
    made = []
    for order, (key, part) in enumerate({**CITIZENS, **OFFICIALS}.items()):
        member = people.get(key)
        if member is None:
            continue
        email = by_name.get(plain(member["name"])) if key in OFFICIALS else None
        made.append(_account(member, email, f"{order:02d} {part}"))
    return made + _by_post(first=len(CITIZENS) + len(OFFICIALS))


def _by_post(*, first: int) -> list[Account]:
    """Whoever holds these posts today gets a part under his own account."""
    made = []
    for order, (posts, part) in enumerate(POSTS.items(), start=first):
        for post in posts.split():
            holder = holder_of(post)
            account = Account.objects.filter(id=holder.account_id).first() if holder else None
            if account is not None:
                account.demo_role = f"{order:02d} {part}"
                account.save(update_fields=["demo_role"])
                made.append(account)
                break
    return made


def _account(member: dict, email: str | None, part: str) -> Account:
    account = Account.objects.filter(email=email).first() if email else None
    account = account or Account.objects.filter(person_id=member["id"]).first()
    if account is None:
        account = create_account(
            by=BY,
            name=member["name"],
            email=email,
            phone=_phone(member),
            person_id=member["id"],
            nik=member["nik"],
        )
    account.person_id = member["id"]
    account.phone = account.phone or _phone(member)  # a ketua RT is asked on his phone
    account.demo_role = part
    if member.get("signer"):
        account.signer_nik = member["nik"]
    account.save(update_fields=["person_id", "phone", "demo_role", "signer_nik"])
    return account


def _phone(member: dict) -> str:
    return f"+62812{crc32(member['key'].encode()) % 10**7:07d}"
