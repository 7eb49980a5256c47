"""What the leaders and the public see: six dimensions, promises due, what moved, what is late, the Monday sheet."""
