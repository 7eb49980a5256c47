"""What waits for my signature, the page of a guest, and the steps of the secretariat."""
