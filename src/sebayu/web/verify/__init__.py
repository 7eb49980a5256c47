"""Public verification of a letter, by the QR on the paper or by the file: free, without an account, and recording nobody."""
