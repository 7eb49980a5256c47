"""The roof: one folder per programme, no bridges between them."""
