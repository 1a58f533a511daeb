# The interpreter that runs the program says so, and refuses to run another one meanwhile.
import atexit, sys
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters

main = interpreters.get_main()
if isinstance(main, tuple):
    main = main[0]
is_current = interpreters.get_current() == interpreters.get_main()
print(main == 0, is_current, interpreters.is_running(main))
run = getattr(interpreters, 'exec', None) or interpreters.run_string
try:
    run(main, 'print("ran")')
except Exception as error:
    print(type(error).__name__, error)


def at_exit():
    print(interpreters.is_running(main))


atexit.register(at_exit)
if len(sys.argv) > 1:
    sys.exit(sys.argv[1])
