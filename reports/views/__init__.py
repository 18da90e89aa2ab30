"""The pages of the report room: the tables, the calendar of reports, one report and its papers."""
