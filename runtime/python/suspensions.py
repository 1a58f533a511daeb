"""Where generators and coroutines stop, and what lies on their frames' stacks then: so that a native body can go on from
what bytecode has left there, and the other way round.
"""
import dis
import sys

# After which the next instruction is not reached.
LEAVING = frozenset(('JUMP_FORWARD', 'JUMP_BACKWARD', 'JUMP_BACKWARD_NO_INTERRUPT', 'RAISE_VARARGS', 'RERAISE', 'RETURN_CONST', 'RETURN_VALUE'))
NULL_IS_FIRST = sys.version_info < (3, 13)
JUMPS = frozenset(dis.hasjrel) | frozenset(dis.hasjabs)

# What lies on a stack is an `object`, the exception that was handled before (`handled`), the one that is (`exception`), what is awaited
# (as `AWAITED` says, or `next` of `async for`), or each half of a `callee`: a callable and its receiver or none, in which versions differ.
CALLEE = ('callee', 'callee')
ENTERED = {
    'BEFORE_ASYNC_WITH': ('object', 'object'), 'BEFORE_WITH': ('object', 'object'), 'PUSH_EXC_INFO': ('handled', 'exception'),
    'LOAD_METHOD': CALLEE,
}
# Of `await`, and for `async with` of what `__aenter__` and `__aexit__` gave.
AWAITED = ('awaited', 'entered', 'exited')


def after(step, stack, is_jump):
    """What lies on the stack after an instruction."""
    name = step.opname
    if name == 'RETURN_GENERATOR':
        # Who resumes it passes something.
        return (*stack, 'object')
    if name in ENTERED:
        return stack[:-1] + ENTERED[name]
    if name == 'COPY':
        return (*stack, stack[-step.arg])
    if name == 'SWAP':
        return (*stack[:-step.arg], stack[-1], *stack[len(stack) - step.arg + 1:-1], stack[-step.arg])
    if name == 'GET_AWAITABLE':
        return (*stack[:-1], AWAITED[step.arg])
    if name == 'GET_ANEXT':
        return (*stack, 'next')
    effect = dis.stack_effect(step.opcode, step.arg, jump=is_jump)
    left = stack[:len(stack) + min(effect, 0)]
    if name == 'PUSH_NULL':
        # Until 3.12 before the callable, then behind it.
        return (*stack, 'null') if NULL_IS_FIRST else (*stack[:-1], *CALLEE)
    if name == 'LOAD_GLOBAL' and effect == 2:
        return (*stack, *CALLEE)
    if name == 'LOAD_ATTR' and effect == 1:
        return (*stack[:-1], *CALLEE)
    if name == 'LOAD_SUPER_ATTR' and effect == -1:
        return (*left[:-2], *CALLEE)
    if effect > 0:
        return (*stack, *(['object'] * effect))
    # The result of a call is where the callable was, that of `await` where its iterator was.
    gives = name.startswith('CALL') or name == 'END_SEND' or (name == 'SEND' and is_jump)
    return (*left[:-1], 'object') if gives else left


def stacks_of(code):
    """The instructions by offset, and by the same what lies on the stack before each that is reached."""
    steps = {step.offset: step for step in dis.get_instructions(code)}
    following = dict(zip(steps, list(steps)[1:]))
    handlers = dis._parse_exception_table(code)
    stacks = {0: ()}
    pending = [0]
    while pending:
        offset = pending.pop()
        step, stack = steps[offset], stacks[offset]
        reached = {}
        if step.opname not in LEAVING and offset in following:
            reached[following[offset]] = after(step, stack, False)
        if step.opcode in JUMPS:
            reached[step.argval] = after(step, stack, True)
        for entry in handlers:
            if entry.start <= offset < entry.end:
                reached[entry.target] = (*stack[:entry.depth], *(['object'] if entry.lasti else []), 'exception')
        for target, left in reached.items():
            if target not in stacks:
                stacks[target] = left
                pending.append(target)
    return steps, stacks


def suspensions(code):
    """Of each instruction that suspends: its unit, its position, and what lies below the object that it gives.

    Nothing where an instruction is not understood: then the code is run as it is.
    """
    if sys.version_info >= (3, 14):
        return []
    try:
        return list(found_suspensions(code))
    except (IndexError, KeyError, ValueError):
        return []


def found_suspensions(code):
    positions = list(code.co_positions())
    steps, stacks = stacks_of(code)
    for offset, step in steps.items():
        if step.opname == 'YIELD_VALUE' and offset in stacks:
            stack = list(stacks[offset][:-1])
            for place, kind in enumerate(stack[:-1]):
                if kind == 'null' and stack[place + 1] == 'object':
                    stack[place:place + 2] = CALLEE
            yield [offset // 2, *positions[offset // 2], *stack]
