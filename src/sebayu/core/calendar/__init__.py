"""Calendar: working days and hours, over the dated holidays and hours of the region pack.

`working_days.add`, `.between`, `.is_working_day` answer for this region; `clock.WorkingCalendar` is the same arithmetic as a pure
value, for any hours and holidays. Every promise made to a citizen ("paling lambat ...") is computed here.
"""
