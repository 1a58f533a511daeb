"""Where generators and coroutines stop, and what lies on their frames' stacks then: so that a native body can go on from
what bytecode has left there, and the other way round.
"""
import dis

# After which the next instruction is not reached.
LEAVING = frozenset(('JUMP_FORWARD', 'JUMP_BACKWARD', 'JUMP_BACKWARD_NO_INTERRUPT', 'RAISE_VARARGS', 'RERAISE', 'RETURN_CONST', 'RETURN_VALUE'))
JUMPS = frozenset(dis.hasjrel) | frozenset(dis.hasjabs)

# What lies on a stack is an `object`, the exception that was handled before (`handled`), the one that is (`exception`), or `other`:
# a callable without its arguments, with or without a receiver, in which versions differ.
ENTERED = {
    'BEFORE_ASYNC_WITH': ('object', 'object'), 'BEFORE_WITH': ('object', 'object'), 'PUSH_EXC_INFO': ('handled', 'exception'),
    'LOAD_METHOD': ('other', 'other'),
}


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
    effect = dis.stack_effect(step.opcode, step.arg, jump=is_jump)
    if effect > 0:
        return (*stack, *(['object' if name != 'PUSH_NULL' and effect == 1 else 'other'] * effect))
    left = stack[:len(stack) + effect]
    # The result of a call is where the callable was.
    return (*left[:-1], 'object') if name.startswith('CALL') else left


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
    """Of each instruction that suspends: its unit, its position, and what lies below the object that it gives."""
    positions = list(code.co_positions())
    steps, stacks = stacks_of(code)
    for offset, step in steps.items():
        if step.opname == 'YIELD_VALUE' and offset in stacks:
            yield [offset // 2, *positions[offset // 2], *stacks[offset][:-1]]
