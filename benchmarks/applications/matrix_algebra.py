"""Matrices as lists of rows: products, Gauss's elimination, determinants, powers, and Jacobi's eigenvalues."""
import math
import sys


class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.height = len(rows)
        self.width = len(rows[0])

    @classmethod
    def identity(cls, size):
        return cls([[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)])

    @classmethod
    def generate(cls, height, width, function):
        return cls([[function(i, j) for j in range(width)] for i in range(height)])

    def __getitem__(self, position):
        i, j = position
        return self.rows[i][j]

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(left, right)] for left, right in zip(self.rows, other.rows)])

    def __sub__(self, other):
        return Matrix([[a - b for a, b in zip(left, right)] for left, right in zip(self.rows, other.rows)])

    def __matmul__(self, other):
        if self.width != other.height:
            raise ValueError(f"{self.height}x{self.width} times {other.height}x{other.width}")
        result = []
        for i in range(self.height):
            row = self.rows[i]
            line = []
            for j in range(other.width):
                total = 0.0
                for k in range(self.width):
                    total += row[k] * other.rows[k][j]
                line.append(total)
            result.append(line)
        return Matrix(result)

    def __pow__(self, exponent):
        result, base = Matrix.identity(self.height), self
        while exponent:
            if exponent & 1:
                result = result @ base
            base = base @ base
            exponent >>= 1
        return result

    def transposed(self):
        return Matrix([list(column) for column in zip(*self.rows)])

    def norm(self):
        return math.sqrt(sum(value * value for row in self.rows for value in row))

    def trace(self):
        return sum(self.rows[i][i] for i in range(self.height))


def eliminate(matrix, right):
    """Solves matrix x = right with partial pivoting: x, and the determinant."""
    size = matrix.height
    a = [row[:] for row in matrix.rows]
    b = right[:]
    determinant = 1.0
    for column in range(size):
        pivot = max(range(column, size), key=lambda i: abs(a[i][column]))
        if a[pivot][column] == 0.0:
            raise ZeroDivisionError("the matrix is singular")
        if pivot != column:
            a[pivot], a[column] = a[column], a[pivot]
            b[pivot], b[column] = b[column], b[pivot]
            determinant = -determinant
        determinant *= a[column][column]
        for i in range(column + 1, size):
            factor = a[i][column] / a[column][column]
            for j in range(column, size):
                a[i][j] -= factor * a[column][j]
            b[i] -= factor * b[column]
    x = [0.0] * size
    for i in reversed(range(size)):
        x[i] = (b[i] - sum(a[i][j] * x[j] for j in range(i + 1, size))) / a[i][i]
    return x, determinant


def jacobi_eigenvalues(matrix, sweeps=8):
    a = [row[:] for row in matrix.rows]
    size = matrix.height
    for _ in range(sweeps):
        for p in range(size - 1):
            for q in range(p + 1, size):
                if abs(a[p][q]) < 1e-12:
                    continue
                theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = math.copysign(1.0, theta) / (abs(theta) + math.sqrt(theta * theta + 1))
                c = 1 / math.sqrt(t * t + 1)
                s = t * c
                for k in range(size):
                    akp, akq = a[k][p], a[k][q]
                    a[k][p], a[k][q] = c * akp - s * akq, s * akp + c * akq
                for k in range(size):
                    apk, aqk = a[p][k], a[q][k]
                    a[p][k], a[q][k] = c * apk - s * aqk, s * apk + c * aqk
    return sorted(a[i][i] for i in range(size))


def power_method(matrix, steps):
    vector = [1.0] * matrix.height
    value = 0.0
    for _ in range(steps):
        product = [sum(a * x for a, x in zip(row, vector)) for row in matrix.rows]
        value = max(map(abs, product))
        vector = [x / value for x in product]
    return value


def main(size):
    matrix = Matrix.generate(size, size, lambda i, j: 1.0 / (i + j + 1) + (size if i == j else 0.0))
    other = Matrix.generate(size, size, lambda i, j: math.sin(i * 0.7 + j * 1.3))
    product = matrix @ other
    print(f"norm {product.norm():.6f} trace {product.trace():.6f}")
    symmetric = (other + other.transposed()) @ matrix - matrix
    print(f"difference {symmetric.norm():.6f} corner {symmetric[size - 1, 0]:.6f}")
    x, determinant = eliminate(matrix, [float(i % 5) for i in range(size)])
    print(f"solution {sum(x):.9f} log of the determinant {math.log(abs(determinant)):.6f}")
    small = Matrix.generate(min(size, 24), min(size, 24), lambda i, j: 1.0 / (1 + abs(i - j)))
    values = jacobi_eigenvalues(small)
    print(f"eigenvalues {values[0]:.6f} to {values[-1]:.6f}, power method {power_method(small, 60):.6f}")
    fibonacci = Matrix([[1, 1], [1, 0]]) ** 60
    print("fibonacci", int(fibonacci[0, 1]))
    try:
        eliminate(Matrix([[1.0, 2.0], [2.0, 4.0]]), [1.0, 2.0])
        matrix @ Matrix([[1.0, 2.0]])
    except (ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
