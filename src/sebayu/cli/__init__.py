"""The door operators come through: one module per verb of ./sebayu."""
