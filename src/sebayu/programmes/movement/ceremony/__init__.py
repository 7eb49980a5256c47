"""The ceremony of a commitment: the big screen, the secretariat's control page, paper when something fails, rehearsal, and the end."""
