"""The bank holidays of England as another package has them, a line a year."""

import sys

import holidays

first, last = (int(year) for year in sys.argv[1:])
for year in range(first, last + 1):
    days = holidays.country_holidays("GB", subdiv="ENG", years=year)
    print(year, *sorted(day.isoformat() for day in days if day.weekday() < 5))
