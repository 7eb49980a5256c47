"""E-Kelurahan: the letters of kelurahan and desa, each a declaration, a template and worked cases. Nothing else lives here."""
