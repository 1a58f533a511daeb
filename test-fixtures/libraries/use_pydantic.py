"""pydantic reads annotations, signatures and bodies of classes, also those of functions, and calls validators from Rust."""
from dataclasses import field
from datetime import date
from typing import Annotated, Generic, Literal, Optional, TypeVar, Union

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, computed_field, create_model, field_serializer, field_validator, model_validator, validate_call
from pydantic.dataclasses import dataclass

T = TypeVar("T")


class Address(BaseModel):
    street: str
    number: int = Field(gt=0, description="on the door")
    kind: Literal["home", "work"] = "home"


class Person(BaseModel):
    model_config = ConfigDict(validate_assignment=True, extra="forbid")
    name: str
    born: Optional[date] = None
    tags: list[str] = Field(default_factory=lambda: ["new"])
    address: Union[Address, None] = None
    friends: "list[Person]" = []

    @field_validator("name")
    @classmethod
    def no_blank(cls, value):
        if not value.strip():
            raise ValueError("is blank")
        return value.title()

    @model_validator(mode="after")
    def no_own_friend(self):
        assert all(friend.name != self.name for friend in self.friends), "own friend"
        return self

    @field_serializer("born")
    def year(self, value, info):
        return value and value.year

    @computed_field
    @property
    def initial(self) -> str:
        return self.name[0]

    def model_post_init(self, context):
        self.tags.sort()


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int


@dataclass
class Point:
    x: int
    y: Annotated[int, BeforeValidator(lambda v: int(v) * 10)] = 0
    notes: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.notes.append(f"{self.x},{self.y}")


@validate_call
def area(width: float, height: Annotated[float, Field(ge=0)] = 1.0, *, unit: str = "m") -> str:
    """Of a rectangle."""
    return f"{width * height:.1f} {unit}"


def local_model(limit):
    class Local(BaseModel):
        value: Annotated[int, Field(le=limit)]

    return Local


def attempt(make):
    try:
        print(make())
    except ValidationError as error:
        print(error.title, [(e["loc"], e["type"], e["msg"]) for e in error.errors()])


person = Person(name="ada lovelace", born="1815-12-10", address={"street": "St James", "number": "12"}, friends=[{"name": "charles"}])
print(person)
print(person.model_dump_json(), Person.model_validate_json(person.model_dump_json(exclude={"born", "initial", "friends"})) == person)
attempt(lambda: Person(name=" ", tags=[1], extra=2))
attempt(lambda: Person(name="a", friends=[Person(name="a")]))
attempt(lambda: setattr(person, "name", ""))
attempt(lambda: Address(street="x", number=0, kind="else"))
attempt(lambda: Page[int](items=["1", 2], total="3"))
attempt(lambda: Page[Address](items=[{}], total=1))
attempt(lambda: Point("3", "4"))
attempt(lambda: area("2", height=3))
attempt(lambda: area(2, -1))
attempt(lambda: local_model(3)(value=4))
attempt(lambda: TypeAdapter(dict[str, tuple[int, ...]]).validate_python({"a": ["1", 2]}))
attempt(lambda: create_model("Made", a=(int, 5), b=(str, ...))(b="x"))
print(Person.model_json_schema()["$defs"]["Person"]["properties"]["address"], sorted(Person.model_fields))
print(area.__name__, area.__doc__, Person.__signature__)
