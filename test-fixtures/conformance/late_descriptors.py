"""What a class holds becomes a descriptor, or ceases to be one, after it was looked up at the same place."""
import types


def load(target):
    return target.x


def call(target):
    return target.x()


def store(target, value):
    target.x = value


def delete(target):
    del target.x


def attempt(label, function, *arguments):
    try:
        result = function(*arguments)
    except (AttributeError, TypeError) as error:
        result = type(error).__name__ + ': ' + str(error)
    print(label, result)


def fresh():
    """A class for the attribute, with a subclass, whose objects tell where they come from."""
    class Held:
        def __init__(self, text='held'):
            self.text = text

        def __repr__(self):
            return f'<{type(self).__name__} {self.text}>'

        def __call__(self, *arguments):
            return ('called', self.text, len(arguments))

    class Derived(Held):
        pass

    return Held, Derived


def get(self, instance, owner=None):
    text = self.text
    return lambda: ('got', text, instance is None)


def show(label, target):
    for _ in range(3):
        attempt(label + ' call', call, target)
        found = load(target)
        print(label, 'load', found() if isinstance(found, types.FunctionType) else found)


def put(self, instance, value):
    print('set', self.text, value)


def drop(self, instance):
    print('deleted', self.text)


def steps(label, held, target):
    """Gives and takes away each of the methods that make a descriptor."""
    show(label, target)
    for name, method in (('__get__', get), ('__set__', put), ('__delete__', drop)):
        setattr(held, name, method)
        show(f'{label} with {name}', target)
    for name in ('__get__', '__set__', '__delete__'):
        delattr(held, name)
        show(f'{label} without {name}', target)
    for name, method in (('__set__', put), ('__get__', get)):
        setattr(held, name, method)
        show(f'{label} again {name}', target)
    del held.__set__
    show(f'{label} at last', target)


def instances():
    for own in (False, True):
        for derived in (False, True):
            Held, Derived = fresh()

            class Owner:
                x = (Derived if derived else Held)()

            owner = Owner()
            if own:
                owner.x = lambda: 'own'
            steps(f'instance {own} {derived}', Held, owner)

    Held, Derived = fresh()

    class Slotted:
        __slots__ = ()
        x = Derived()
    steps('slotted', Held, Slotted())

    Held, Derived = fresh()

    class WithDict:
        x = Held()
    target = WithDict()
    target.__dict__ = {'x': lambda: 'in a dict'}
    steps('dict', Held, target)


def classes():
    Held, Derived = fresh()

    class Base:
        x = Held()

    class Owner(Base):
        pass
    steps('class', Held, Owner)

    for own in (False, True):
        Held, Derived = fresh()

        class Meta(type):
            x = Derived()

        class Made(metaclass=Meta):
            if own:
                def x():
                    return 'own'
        steps(f'metaclass {own}', Held, Made)
        instance = Made()
        show('type of an instance', type(instance))

    Held, Derived = fresh()
    In, _ = fresh()

    class Both(type):
        x = Held('meta')

    class Two(metaclass=Both):
        x = In('class')
    show('both', Two)
    In.__get__ = get
    show('both, class', Two)
    Held.__get__ = get
    show('both, got', Two)
    Held.__set__ = put
    show('both, set', Two)
    del In.__get__
    del Held.__set__
    show('both, taken', Two)


def assignments():
    for in_dict in (False, True):
        for name, method in (('__set__', put), ('__delete__', drop), ('__get__', get)):
            Held, Derived = fresh()

            class Owner:
                x = Derived()
            owner = Owner()
            if in_dict:
                owner.__dict__ = {}
            for i in range(3):
                attempt('store', store, owner, i)
                attempt('delete', delete, owner)
                attempt('store', store, owner, i)
            setattr(Held, name, method)
            for i in range(3):
                attempt(f'store with {name}', store, owner, i)
                attempt('delete', delete, owner)
                attempt('store', store, owner, i)
                print(owner.__dict__)
            delattr(Held, name)
            for i in range(3):
                attempt(f'store without {name}', store, owner, i)
                print(owner.__dict__, owner.x)


def classes_of_attributes():
    """The attribute is given another class instead."""
    Held, Derived = fresh()

    class Getter(Held):
        __get__ = get

    class Data(Getter):
        __set__ = put

    held = Held()

    class Owner:
        x = held
    owner, shadowed = Owner(), Owner()
    shadowed.x = lambda: 'own'
    for kind in (Held, Getter, Data, Derived, Data, Getter, Held):
        held.__class__ = kind
        for target in (owner, shadowed, Owner):
            show(kind.__name__, target)

    module = types.ModuleType('module')
    module.text = 'module'

    class Module(types.ModuleType):
        __get__ = get
        __set__ = put

    class WithModule:
        x = module
    owner = WithModule()
    store(owner, 1)
    print(load(owner), load(WithModule) is module)
    print(load(owner), load(WithModule) is module)
    module.__class__ = Module
    print(load(owner)(), load(WithModule)())
    store(owner, 2)
    print(owner.__dict__)

    # A class among the attributes, by its metaclass.
    class Meta(type):
        text = 'meta'

    class Inner(metaclass=Meta):
        text = 'inner'

    class Outer:
        x = Inner
    for _ in range(3):
        print(load(Outer) is Inner, load(Outer()) is Inner)
    Meta.__get__ = get
    for _ in range(3):
        print(load(Outer)(), load(Outer())())


def hooks():
    """Hooks of the owner's class and metaclass that come later."""
    Held, Derived = fresh()

    class Meta(type):
        pass

    class Owner(metaclass=Meta):
        x = Held()
    owner = Owner()
    show('plain', owner)
    show('plain', Owner)
    Owner.__getattr__ = lambda self, name: lambda: ('getattr', name)
    Meta.__getattr__ = lambda self, name: lambda: ('meta getattr', name)
    show('getattr', owner)
    show('getattr', Owner)

    def fail(self, instance, kind=None):
        raise AttributeError('no')
    Held.__get__ = fail
    show('failing', owner)
    show('failing', Owner)
    Owner.__getattribute__ = lambda self, name: lambda: ('getattribute', name)
    Meta.__getattribute__ = lambda self, name: lambda: ('meta getattribute', name)
    show('getattribute', owner)
    show('getattribute', Owner)
    store(owner, 1)
    Owner.__setattr__ = lambda self, name, value: print('setattr', name, value)
    Owner.__delattr__ = lambda self, name: print('delattr', name)
    store(owner, 2)
    delete(owner)
    type.__delattr__(Owner, '__setattr__')
    store(owner, 3)
    print(object.__getattribute__(owner, '__dict__'))


instances()
classes()
assignments()
classes_of_attributes()
hooks()
