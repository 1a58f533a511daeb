"""A scheduler of processes: three policies share a processor among jobs with priorities, waits and locks."""
import sys
from collections import deque
from enum import IntEnum


class State(IntEnum):
    READY = 0
    RUNNING = 1
    SLEEPING = 2
    BLOCKED = 3
    DONE = 4


class Lock:
    def __init__(self, name):
        self.name = name
        self.owner = None
        self.waiting = deque()

    def acquire(self, job):
        if self.owner is None:
            self.owner = job
            return True
        self.waiting.append(job)
        return False

    def release(self):
        self.owner = self.waiting.popleft() if self.waiting else None
        return self.owner


class Job:
    def __init__(self, number, priority, arrival, script):
        self.number = number
        self.priority = priority
        self.arrival = arrival
        self.script = script
        self.step = 0
        self.left = 0
        self.wake = 0
        self.state = State.READY
        self.finished = None
        self.waited = 0
        self.level = 0

    @property
    def is_done(self):
        return self.state is State.DONE

    def next_action(self):
        if self.step >= len(self.script):
            return ("exit", 0)
        action = self.script[self.step]
        self.step += 1
        return action

    def turnaround(self):
        return self.finished - self.arrival


class Policy:
    quantum = 4

    def __init__(self):
        self.ready = deque()

    def add(self, job):
        self.ready.append(job)

    def pick(self):
        return self.ready.popleft() if self.ready else None

    def used_up(self, job):
        self.add(job)


class RoundRobin(Policy):
    pass


class Priority(Policy):
    quantum = 6

    def pick(self):
        if not self.ready:
            return None
        best = max(self.ready, key=lambda job: (job.priority + job.waited // 50, -job.number))
        self.ready.remove(best)
        return best


class Feedback(Policy):
    """Queues by level: who uses up its time sinks, who sleeps rises."""

    def __init__(self):
        super().__init__()
        self.levels = [deque() for _ in range(4)]

    def add(self, job):
        self.levels[job.level].append(job)

    def pick(self):
        for level in self.levels:
            if level:
                return level.popleft()
        return None

    def used_up(self, job):
        job.level = min(job.level + 1, len(self.levels) - 1)
        self.add(job)


class Machine:
    def __init__(self, policy, jobs):
        self.policy = policy
        self.pending = deque(sorted(jobs, key=lambda job: job.arrival))
        self.jobs = jobs
        self.sleeping = []
        self.locks = {}
        self.time = 0
        self.switches = 0
        self.idle = 0

    def lock(self, name):
        return self.locks.setdefault(name, Lock(name))

    def make_ready(self, job):
        job.state = State.READY
        self.policy.add(job)

    def wake(self):
        while self.pending and self.pending[0].arrival <= self.time:
            self.make_ready(self.pending.popleft())
        awake = [job for job in self.sleeping if job.wake <= self.time]
        if awake:
            self.sleeping = [job for job in self.sleeping if job.wake > self.time]
            for job in awake:
                job.level = max(0, job.level - 1)
                self.make_ready(job)

    def run(self):
        while not all(job.is_done for job in self.jobs[-8:]) or any(not job.is_done for job in self.jobs):
            self.wake()
            job = self.policy.pick()
            if job is None:
                self.time += 1
                self.idle += 1
                continue
            self.switches += 1
            job.state = State.RUNNING
            self.slice(job)

    def slice(self, job):
        for _ in range(self.policy.quantum):
            while job.left == 0:
                if not self.act(job):
                    return
            job.left -= 1
            self.tick()
        job.state = State.READY
        self.policy.used_up(job)

    def tick(self):
        self.time += 1
        for job in self.jobs:
            if job.state is State.READY and job.arrival < self.time:
                job.waited += 1
        self.wake()

    def act(self, job):
        """Whether the job may go on running."""
        action, argument = job.next_action()
        if action == "compute":
            job.left = argument
        elif action == "sleep":
            job.state = State.SLEEPING
            job.wake = self.time + argument
            self.sleeping.append(job)
            return False
        elif action == "acquire":
            if not self.lock(argument).acquire(job):
                job.state = State.BLOCKED
                return False
        elif action == "release":
            woken = self.lock(argument).release()
            if woken is not None:
                self.make_ready(woken)
        elif action == "exit":
            job.state = State.DONE
            job.finished = self.time
            return False
        else:
            raise ValueError(f"unknown action {action}")
        return True


def make_jobs(count):
    state, jobs = 77, []
    for number in range(count):
        script = []
        for _ in range(3 + number % 4):
            state = (state * 48271) % 2147483647
            script.append(("compute", 1 + state % 9))
            if state % 3 == 0:
                script.append(("sleep", 1 + state // 9 % 20))
            if state % 5 == 0:
                name = "abc"[state % 3]
                script += [("acquire", name), ("compute", 1 + state // 7 % 5), ("release", name)]
        jobs.append(Job(number, state % 10, number * 11, script))
    return jobs


def main(count):
    for policy in (RoundRobin, Priority, Feedback):
        jobs = make_jobs(count)
        machine = Machine(policy(), jobs)
        machine.run()
        times = sorted(job.turnaround() for job in jobs)
        waits = [job.waited for job in jobs]
        print(f"{policy.__name__:<11} time {machine.time} idle {machine.idle} switches {machine.switches}")
        print(f"  turnaround: mean {sum(times) / count:.3f} median {times[count // 2]} worst {times[-1]}")
        print(f"  waited: mean {sum(waits) / count:.3f} worst {max(waits)} by priority",
              [round(sum(job.waited for job in jobs if job.priority == level) / max(1, sum(job.priority == level for job in jobs)), 1) for level in range(0, 10, 3)])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 360)
