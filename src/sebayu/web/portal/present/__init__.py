"""From the records of the house to what a page shows: pure reading of values already fetched, no query, no write."""
