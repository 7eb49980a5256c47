"""What assessors take home of an evaluation: a book of tables, a report to print, the evidence, and digests of all of it. No tables."""
