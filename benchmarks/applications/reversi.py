"""Reversi: two players that look ahead with alpha-beta search play against each other."""
import sys

SIZE = 10
EMPTY, BLACK, WHITE, WALL = ".", "X", "O", "#"
DIRECTIONS = (-SIZE - 1, -SIZE, -SIZE + 1, -1, 1, SIZE - 1, SIZE, SIZE + 1)
WEIGHTS = [
    120, -20, 20, 5, 5, 20, -20, 120,
    -20, -40, -5, -5, -5, -5, -40, -20,
    20, -5, 15, 3, 3, 15, -5, 20,
    5, -5, 3, 3, 3, 3, -5, 5,
    5, -5, 3, 3, 3, 3, -5, 5,
    20, -5, 15, 3, 3, 15, -5, 20,
    -20, -40, -5, -5, -5, -5, -40, -20,
    120, -20, 20, 5, 5, 20, -20, 120,
]


def opponent(player):
    return WHITE if player == BLACK else BLACK


class Board:
    def __init__(self, squares=None):
        self.squares = squares if squares is not None else self.start()

    @staticmethod
    def start():
        squares = [WALL] * (SIZE * SIZE)
        for row in range(1, SIZE - 1):
            for column in range(1, SIZE - 1):
                squares[row * SIZE + column] = EMPTY
        squares[44] = squares[55] = WHITE
        squares[45] = squares[54] = BLACK
        return squares

    def copy(self):
        return Board(self.squares[:])

    def bracket(self, move, player, direction):
        """The square that ends the row of the opponent's stones, or None."""
        other = opponent(player)
        square = move + direction
        if self.squares[square] != other:
            return None
        while self.squares[square] == other:
            square += direction
        return square if self.squares[square] == player else None

    def is_legal(self, move, player):
        if self.squares[move] != EMPTY:
            return False
        return any(self.bracket(move, player, direction) is not None for direction in DIRECTIONS)

    def moves(self, player):
        return [square for square in range(11, 89) if self.is_legal(square, player)]

    def play(self, move, player):
        turned = 0
        for direction in DIRECTIONS:
            end = self.bracket(move, player, direction)
            if end is None:
                continue
            square = move + direction
            while square != end:
                self.squares[square] = player
                square += direction
                turned += 1
        self.squares[move] = player
        return turned

    def count(self, player):
        return self.squares.count(player)

    def __str__(self):
        rows = []
        for row in range(1, SIZE - 1):
            rows.append(" ".join(self.squares[row * SIZE + 1:row * SIZE + SIZE - 1]))
        return "\n".join(rows)


class Player:
    def __init__(self, color, depth):
        self.color = color
        self.depth = depth
        self.nodes = 0

    def evaluate(self, board, player):
        raise NotImplementedError

    def search(self, board, player, alpha, beta, depth):
        self.nodes += 1
        if depth == 0:
            return self.evaluate(board, player), None
        moves = board.moves(player)
        if not moves:
            if not board.moves(opponent(player)):
                return 1000 * (board.count(player) - board.count(opponent(player))), None
            value, _ = self.search(board, opponent(player), -beta, -alpha, depth - 1)
            return -value, None
        best = moves[0]
        for move in moves:
            if alpha >= beta:
                break
            after = board.copy()
            after.play(move, player)
            value, _ = self.search(after, opponent(player), -beta, -alpha, depth - 1)
            if -value > alpha:
                alpha, best = -value, move
        return alpha, best

    def choose(self, board):
        _, move = self.search(board, self.color, -10**9, 10**9, self.depth)
        return move


class Weigher(Player):
    def evaluate(self, board, player):
        other = opponent(player)
        total = 0
        for row in range(8):
            for column in range(8):
                square = board.squares[(row + 1) * SIZE + column + 1]
                if square == player:
                    total += WEIGHTS[row * 8 + column]
                elif square == other:
                    total -= WEIGHTS[row * 8 + column]
        return total


class Counter(Player):
    def evaluate(self, board, player):
        return board.count(player) - board.count(opponent(player))


def main(turns):
    board = Board()
    players = {BLACK: Weigher(BLACK, 4), WHITE: Counter(WHITE, 4)}
    turn, passes, record = BLACK, 0, []
    while passes < 2 and len(record) < turns:
        if board.moves(turn):
            move = players[turn].choose(board)
            board.play(move, turn)
            record.append(f"{turn}{'abcdefgh'[move % SIZE - 1]}{move // SIZE}")
            passes = 0
        else:
            passes += 1
        turn = opponent(turn)
    print(" ".join(record))
    print(board)
    print(f"black {board.count(BLACK)} white {board.count(WHITE)}")
    print("nodes", {color: player.nodes for color, player in players.items()})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
