"""A bank: accounts of several kinds, transfers that may fail, interest, and statements at the end of the month."""
import sys
from collections import defaultdict
from dataclasses import dataclass, field


class LedgerError(Exception):
    pass


class InsufficientFunds(LedgerError):
    def __init__(self, account, missing):
        super().__init__(f"account {account.number} lacks {missing} cents")
        self.account = account
        self.missing = missing


class AccountClosed(LedgerError):
    pass


@dataclass
class Entry:
    day: int
    amount: int
    text: str
    balance: int


class Account:
    kind = "account"
    fee = 0

    def __init__(self, number, owner):
        self.number = number
        self.owner = owner
        self.balance = 0
        self.entries = []
        self.is_open = True

    def check(self, amount):
        if not self.is_open:
            raise AccountClosed(f"account {self.number} is closed")
        if self.balance - amount < self.limit():
            raise InsufficientFunds(self, self.limit() - self.balance + amount)

    def limit(self):
        return 0

    def book(self, day, amount, text):
        self.balance += amount
        self.entries.append(Entry(day, amount, text, self.balance))

    def end_of_month(self, day):
        if self.fee and self.is_open:
            self.book(day, -self.fee, "fee")

    @property
    def is_overdrawn(self):
        return self.balance < 0


class Checking(Account):
    kind = "checking"
    fee = 150

    def __init__(self, number, owner, credit=50000):
        super().__init__(number, owner)
        self.credit = credit

    def limit(self):
        return -self.credit

    def end_of_month(self, day):
        super().end_of_month(day)
        if self.is_overdrawn:
            self.book(day, self.balance * 9 // 1200, "overdraft interest")


class Savings(Account):
    kind = "savings"

    def __init__(self, number, owner, rate=240):
        super().__init__(number, owner)
        self.rate = rate

    def end_of_month(self, day):
        if self.balance > 0:
            self.book(day, self.balance * self.rate // 120000, "interest")


class Random:
    """A linear congruential generator: the same sequence everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % bound


@dataclass
class Bank:
    accounts: dict = field(default_factory=dict)
    failures: dict = field(default_factory=lambda: defaultdict(int))
    day: int = 1

    def open(self, kind, owner):
        number = 1000 + len(self.accounts)
        account = kind(number, owner)
        self.accounts[number] = account
        return account

    def find(self, number):
        try:
            return self.accounts[number]
        except KeyError:
            raise LedgerError(f"no account {number}") from None

    def transfer(self, source, target, amount, text):
        giver, taker = self.find(source), self.find(target)
        giver.check(amount)
        if not taker.is_open:
            raise AccountClosed(f"account {target} is closed")
        giver.book(self.day, -amount, text)
        taker.book(self.day, amount, text)

    def try_transfer(self, source, target, amount, text):
        try:
            self.transfer(source, target, amount, text)
        except InsufficientFunds as error:
            self.failures["funds"] += 1
            return error.missing
        except LedgerError as error:
            self.failures[type(error).__name__] += 1
        return 0

    def next_day(self):
        if self.day % 30 == 0:
            for account in self.accounts.values():
                account.end_of_month(self.day)
        self.day += 1

    def total(self):
        return sum(account.balance for account in self.accounts.values())


def statement(account):
    spent = sum(-entry.amount for entry in account.entries if entry.amount < 0)
    earned = sum(entry.amount for entry in account.entries if entry.amount > 0)
    by_text = defaultdict(int)
    for entry in account.entries:
        by_text[entry.text] += entry.amount
    top = sorted(by_text.items(), key=lambda item: (-abs(item[1]), item[0]))[:3]
    return (f"{account.number} {account.kind:<9}{account.owner:<10}{account.balance / 100:>12.2f}"
            f"{spent / 100:>12.2f}{earned / 100:>12.2f}  " + ", ".join(f"{text} {amount}" for text, amount in top))


def main(days):
    random = Random(2024)
    bank = Bank()
    texts = ["rent", "food", "wages", "books", "travel", "energy"]
    for index in range(60):
        kind = Savings if index % 3 == 2 else Checking
        account = bank.open(kind, f"owner{index // 3}")
        account.book(0, 100000 + random.below(400000), "opening")
    missing = 0
    for day in range(days):
        for _ in range(400):
            source, target = 1000 + random.below(61), 1000 + random.below(60)
            missing += bank.try_transfer(source, target, 100 + random.below(30000), texts[random.below(len(texts))])
        if day == days // 2:
            for number in (1003, 1017, 1044):
                bank.find(number).is_open = False
        bank.next_day()
    for account in bank.accounts.values():
        print(statement(account))
    print("total", bank.total(), "missing", missing, "failures", dict(sorted(bank.failures.items())))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 450)
