"""sqlalchemy: mapped classes, queries by operators and lambdas, events, hybrids, sessions that keep weak references."""
import gc
from typing import List, Optional

from sqlalchemy import ForeignKey, String, create_engine, event, func, lambda_stmt, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, validates

log = []


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    age: Mapped[Optional[int]]
    addresses: Mapped[List["Address"]] = relationship(back_populates="user", cascade="all, delete-orphan", order_by="Address.id")

    @validates("age")
    def check_age(self, key, value):
        if value is not None and value < 0:
            raise ValueError(f"{key} below zero")
        return value

    @hybrid_property
    def label(self):
        return self.name + "!"

    @hybrid_method
    def older(self, limit):
        return self.age > limit

    def __repr__(self):
        return f"User({self.name!r}, {self.age})"


class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped["User"] = relationship(back_populates="addresses")


@event.listens_for(User, "before_insert")
def before_insert(mapper, connection, target):
    log.append(f"insert {target.name}")


@event.listens_for(Session, "after_commit")
def after_commit(session):
    log.append("commit")


def older_than(limit):
    statement = lambda_stmt(lambda: select(User))
    statement += lambda s: s.where(User.age > limit)
    statement += lambda s: s.order_by(User.name)
    return statement


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([User(name="ann", age=30, addresses=[Address(email="a@x"), Address(email="ann@y")]), User(name="bob", age=20), User(name="cy")])
    session.commit()
    print(session.scalars(select(User).order_by(User.name)).all(), log)
    print(session.scalars(select(User).where(User.older(25))).all(), session.scalars(select(User.label)).all())
    print([session.scalars(older_than(limit)).all() for limit in (10, 25, 10)])
    print(session.execute(select(User.name, func.count(Address.id)).outerjoin(Address).group_by(User.id).order_by(User.id)).all())
    ann = session.scalars(select(User).options(joinedload(User.addresses)).where(User.name == "ann")).unique().one()
    print([a.email for a in ann.addresses], ann.addresses[0].user is ann, ann.label)
    ann.addresses.pop(0)
    session.flush()
    print(session.scalar(select(func.count()).select_from(Address)))
    session.rollback()
    print(len(ann.addresses), session.is_modified(ann))
    session.add(User(name="bob"))
    try:
        session.commit()
    except IntegrityError as error:
        print(type(error.orig).__name__, error.orig)
        session.rollback()
    try:
        User(name="d", age=-1)
    except ValueError as error:
        print(error)
    with session.begin_nested():
        session.execute(text("update user set age = age + 1 where age is not null"))
    print(session.scalars(select(User.age).order_by(User.id)).all())
    del ann
    gc.collect()
    print(len(session.identity_map))
print(str(older_than(5)), log)
