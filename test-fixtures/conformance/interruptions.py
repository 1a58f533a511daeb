"""What interrupts a program is noticed where the call that brought it ends, within its own `try`."""
import _thread
import signal
import threading


def attempt(action):
    try:
        action()
    except KeyboardInterrupt as error:
        return 'interrupted', error.__traceback__.tb_next is not None
    return 'went on'


def positional():
    _thread.interrupt_main()


def by_keyword():
    sorted([signal.SIGINT], key=signal.raise_signal)


def unpacked():
    signal.raise_signal(*[signal.SIGINT])


def within():
    try:
        _thread.interrupt_main()
    except KeyboardInterrupt:
        return
    print('not within')


def by_method():
    map(signal.raise_signal, [signal.SIGINT]).__next__()


def from_thread():
    thread = threading.Thread(target=_thread.interrupt_main)
    thread.start()
    try:
        thread.join()
    except KeyboardInterrupt:
        thread.join()
        raise


for action in (positional, by_keyword, unpacked, within, by_method, from_thread):
    print(action.__name__, attempt(action))


def handler(number, frame):
    print('handled', number == signal.SIGUSR1, frame is not None)


signal.signal(signal.SIGUSR1, handler)
signal.raise_signal(signal.SIGUSR1)
print('after the signal')
try:
    _thread.interrupt_main(signal.SIGUSR1)
    print('after another')
finally:
    print('done')
