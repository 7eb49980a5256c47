"""What a caller of the simulators presents. Not secrets: they open nothing but this sandbox."""

DUKCAPIL = {"user_id": "sebayu_contoh", "password": "contoh-dukcapil", "ip_user": "127.0.0.1"}
BSRE = {"user": "sebayu", "password": "contoh-bsre"}
BSRE_SEAL = {"idSubscriber": "SEGEL-CONTOH", "totp": "000000"}
TOKENS = {"dtsen": "contoh-dtsen", "oss": "contoh-oss", "pbb": "contoh-pbb", "school": "contoh-school", "whatsapp": "contoh-whatsapp"}  # fmt: skip
