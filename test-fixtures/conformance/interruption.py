# Signals and other threads in compiled loops; ends by Ctrl-C.
import os, signal, threading, time, sys
def spin(n):
    i = 0
    while True:
        i += 1
        if i == n: return i
def caught():
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    try:
        spin(-1)
    except KeyboardInterrupt as e:
        print('caught', e.__traceback__.tb_next.tb_frame.f_code.co_name)
def handler():
    hits = []
    def on(sig, frame): hits.append(frame.f_code.co_name); 
    signal.signal(signal.SIGALRM, on)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    t = time.time()
    n = 0
    while not hits: n += 1
    print(hits)
def raising():
    class T(Exception): pass
    def on(sig, frame): raise T('from handler')
    signal.signal(signal.SIGALRM, on)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        for i in iter(int, 1): pass
    except T as e: print(e, e.__traceback__.tb_next is not None)
def threads():
    box = {'n': 0, 'stop': False}
    def work():
        while not box['stop']: box['n'] += 1
    ts = [threading.Thread(target=work) for _ in range(3)]
    for t in ts: t.start()
    time.sleep(0.3); seen = box['n']; 
    box['stop'] = True
    for t in ts: t.join(5)
    print(seen > 100, [t.is_alive() for t in ts])
caught(); handler(); raising(); threads()
sys.stdout.flush()
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
spin(-1)
