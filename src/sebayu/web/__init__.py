"""The door people come through: portal for citizens, desk for officers, room for leaders."""
