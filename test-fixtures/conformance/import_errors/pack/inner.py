from . import nope

