"""Lists of name parts. Written for this generator; any likeness to a living person is chance."""

# ruff: noqa: SIM905 - lists of words read better as words

from itertools import product


def _combine(starts: str, ends: str) -> list[str]:
    return [(a + b).capitalize() for a, b in product(starts.split(), ends.split())]


OLD_MALE = (
    _combine(
        "su wi tar kar dar mar pur was sar kas war ra", "to no jo di man yono wan djo sono mo tono darto"
    )
    + _combine("sla dul sam ka ri da", "met kam sun mad syid rori kim")
    + "Abdul Achmad Chaeron Khaerun Ma'mun Ma'ruf Mas'ud Rochmat Soleh Soekarto Soeparman Tjasmadi".split()
)
OLD_FEMALE = (
    _combine(
        "su tar kar dar mar was sar kas war ra", "mi ti ni yem tinah siah miyati ningsih kem tun niti wi"
    )
    + "Chotimah Khodijah Maemunah Rodiyah Rokhayah Siti Aminah Ma'rufah Juwariyah Soepriyati Tjarsiti".split()
)
MALE = (
    "Agus Andi Anton Ari Arif Bambang Budi Cahyo Dedi Dwi Edi Eko Fajar Gunawan Hadi Hari Hendra Heru Imam "
    "Indra Irfan Joko Kurniawan Lukman Mulyadi Nanang Nur Nurdin Puji Purwanto Rahmat Ridwan Rizal Rudi Slamet "
    "Sugeng Sunarto Supriyadi Surya Susilo Teguh Toni Tri Untung Wahyu Warsito Wawan Yanto Yudi Yusuf Zaenal "
    "Moh. Muh. Muhammad Mochamad Abdul Akhmad Chusnul Faizin Khaerul Miftakhul Rifa'i Sya'roni Syamsul Taufik"
).split()
FEMALE = (
    "Ani Anita Ari Atik Dewi Dian Dwi Eka Ela Endang Erna Esti Evi Fitri Heni Ida Ika Indah Kartika Kiki Lestari "
    "Lilis Lina Lia Mega Mira Murni Nani Neni Nina Nita Nur Nur'aini Nunung Puji Ratna Rini Rina Rita Rosa Rosi "
    "Sari Siti Sri Sulastri Suci Susi Titin Tri Tuti Umi Wahyu Warni Wati Wiwik Yani Yanti Yeni Yuli Yuni Yulia "
    "Chusnul Husnul Khusnul Iswatun Mas'udah Rokhmah Sa'diyah Syarifah Nurul"
).split()
YOUNG_MALE = (
    "Aditya Aldi Alfian Alif Ananda Andika Ardiansyah Arjuna Arka Arya Athallah Azka Bagas Bayu Bima Daffa Dafi "
    "Danu Dika Dimas Fadhil Fahri Faiz Farel Farhan Fauzan Galang Galih Gibran Haikal Hafiz Ilham Iqbal Irsyad "
    "Kenzie Kevin Lutfi Maulana Muhammad Naufal Nizam Pandu Putra Radit Rafa Rafi Raka Rangga Rasya Reza Rifqi "
    "Rizki Satria Tegar Wildan Yoga Zaki Zidan Mu'adz"
).split()
YOUNG_FEMALE = (
    "Adinda Aisyah Alya Amanda Amelia Anggun Anisa Annisa Aqila Aulia Ayu Azzahra Bunga Cahaya Cantika Citra "
    "Danisa Dinda Elsa Farah Fatimah Febri Feby Gita Hana Indri Intan Jihan Kania Keisha Khansa Kirana Laila "
    "Larasati Maulida Melati Nabila Nadia Nadya Naila Najwa Nasywa Nayla Puspita Putri Rahma Rania Safira Salma "
    "Salsabila Shafa Sinta Syifa Tiara Tika Vina Widya Zahra Zalfa Qur'ani"
).split()
SECOND_MALE = (
    "Prasetyo Wibowo Santoso Setiawan Nugroho Saputra Hidayat Susanto Utomo Riyadi Kurniawan Wijaya Purnomo "
    "Firmansyah Ramadhan Maulana Pratama Gunawan Hermawan Handoko Wicaksono Sulistyo Prayitno Mulyono Suharto "
    "Haryanto Subagyo Widodo Kuswanto Rohman Rokhim Anwar Hakim Fauzi Akbar Alamsyah Yulianto Budiman Sasongko "
    "Prabowo Mahendra Adiputra Nugraha Permana Syahputra Rosyidi Mubarok Syafi'i Ghofur Khoirudin Sudrajat"
).split()
SECOND_FEMALE = (
    "Wulandari Lestari Rahayu Handayani Astuti Wahyuni Puspitasari Kusumawati Setyowati Suryani Rahmawati "
    "Fitriani Safitri Anggraeni Permatasari Novitasari Yuliana Indriani Hidayah Hastuti Purwanti Sulistyowati "
    "Susanti Utami Pratiwi Nurhayati Kurniasih Mulyani Widyastuti Maharani Oktaviani Apriliani Febriyanti "
    "Khasanah Fauziah Rohmah Zakiyah Azizah Munawaroh Nuraini Khotimah Maryam Ningrum Ramadhani Maulidya Azzahra"
).split()
THIRD_MALE = (
    "Putra Al Fatih Aji Adi Nur Akbar Kusuma Jati Wira Bagaskara Samudra Mukti Ardhana Perdana".split()
)
THIRD_FEMALE = (
    "Putri Ayu Dewi Nur Kusuma Sari Aulia Salsabila Cahyani Kirana Amalia Zahra Nabila Melati".split()
)

CHINESE_MALE = (
    "Andreas Budi Benny Christian Daniel Edwin Felix Fendi Hendrik Hanjaya Ivan Jimmy Johan Kevin Leonardo "
    "Liong Michael Oei Rudy Steven Surya Teddy Wahyu William Yohanes"
).split()
CHINESE_FEMALE = (
    "Angelina Bella Cindy Christine Devi Elisabeth Felicia Grace Giok Ivana Jessica Lanny Lie Lina Meliana "
    "Mei Natalia Olivia Shinta Stefani Swan Veronica Vivian Yenny Yuliana"
).split()
CHINESE_FAMILY = (
    "Tan Lim Halim Salim Gunawan Hartono Wijaya Tanuwijaya Setiawan Susanto Kosasih Lukito Liem Oei Santosa "
    "Sutanto Tanoto Wibisono Hidajat Kurniadi Pranoto Budiarto"
).split()
ARAB_MALE = (
    "Abdullah Abdurrahman Ahmad Ali Alwi Fuad Hasan Husein Ibrahim Idrus Muhsin Salim Umar Yahya Zein".split()
)
ARAB_FEMALE = (
    "Aisyah Aminah Fatimah Faridah Hanum Khadijah Laila Maryam Muna Nur Rugayah Salma Syifa Zainab".split()
)
ARAB_FAMILIES = "Alatas|Al Amri|Bafadhal|Basalamah|Balfas|Bawazir|Al Katiri|Bahanan|Al Jufri".split("|")

STREETS_CITY = (
    "Merpati Kenanga Mawar Melati Anggrek Cempaka Dahlia Flamboyan Teratai Kutilang Rajawali Cendrawasih Layang "
    "Sawo Rambutan Mangga Belimbing Durian Kemuning Cemara Pala Jeruk Salak Nangka Arjuna Bima Nakula Sadewa "
    "Yudistira Werkudara Gatotkaca Brantas Serayu Citarum Progo Comal Gung Pemali Pesisir Samudra Nelayan Dermaga "
    "Layur Tongkol Kakap Bandeng Tenggiri Gurami Waringin Beringin"
).split()
STREETS_VILLAGE = (
    "Raya Balai Desa|Masjid|Lapangan|Pasar|Irigasi|Makam|Embung|Kebun|Sawah|Jembatan|Puskesmas|Sekolah|"
    "Lurah Karta|Gotong Royong|Karang Taruna|Pandan|Bambu|Kelapa|Cengkih|Kopi"
).split("|")
HAMLETS = "Krajan Karanganyar Sokawera Kalibaru Kauman Pesawahan Gunungwuled Kedungjati Limbangan Siwarak Wadas".split()

# First four digits of the regencies people here move from, and their kecamatan counts: NIK keep the first registration.
ELSEWHERE = (
    ("3328", "TEGAL", 18),
    ("3329", "BREBES", 17),
    ("3327", "PEMALANG", 14),
    ("3302", "BANYUMAS", 27),
    ("3304", "BANJARNEGARA", 20),
    ("3374", "SEMARANG", 16),
    ("3174", "JAKARTA SELATAN", 10),
    ("3216", "BEKASI", 23),
)
