"""The door other systems come through."""
