"""The page of a sample for officials, and the page of who was drawn."""
