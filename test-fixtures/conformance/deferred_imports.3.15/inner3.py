__lazy_modules__ = ['statistics', 'pkg', 'zoneinfo', 'no_such']
import statistics, pkg.sub
import calendar
from zoneinfo import ZoneInfo
import no_such
def use(): return statistics.mean([1, 2]), pkg.name, ZoneInfo.__name__, calendar.MONDAY
def fails(): return no_such
