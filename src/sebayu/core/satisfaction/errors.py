"""What can go wrong with a survey, said to the person in front of it."""

from sebayu.core.ledger.errors import HouseError


class SurveyUnknown(HouseError):
    """Tautan survei ini tidak dikenal. Periksa pesan yang Anda terima, lalu buka tautannya sekali lagi."""

    code = "survey_unknown"
    status = 404


class SurveyAnswered(HouseError):
    """Survei untuk urusan ini sudah diisi. Terima kasih; satu urusan dinilai satu kali."""

    code = "survey_answered"
    status = 409


class SurveyClosed(HouseError):
    """Waktu mengisi survei ini sudah lewat. Sampaikan pendapat Anda lewat urusan berikutnya, atau datang ke kantor kami."""

    code = "survey_closed"
    status = 410


class AnswersMissing(HouseError):
    """Masih ada pertanyaan yang belum dijawab. Jawaban yang sudah Anda pilih tetap ada."""

    code = "survey_answers_missing"
    status = 422
