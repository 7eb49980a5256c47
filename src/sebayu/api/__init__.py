"""The door other systems come through: what is public about services and documents, and whether the house is well.

OpenAPI 3.1 at `/api/v1/openapi.json`. Everything here is public or opaque; personal facts pass only through `exchange`.
"""
