"""Ends with a message: standard error and code 1."""
import sys

print("before")
sys.exit("the message")
