"""Kịch bản chính quyền hai cấp: on 01/07 of the present year the districts end and the communes merge and split.

The same story up to that day; then one operation, prepared, approved and carried out through the real services; then
the work goes on at the new units.
"""
