"""Being there: a guest or an official taps once on the page behind the QR; the organiser plans, opens, counts and mends the list."""
