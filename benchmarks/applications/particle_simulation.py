"""Particles in a box: springs, gravity and collisions, moved by small steps; energies are reported."""
import math
import sys

WIDTH, HEIGHT = 40.0, 30.0
GRAVITY = -9.81


def make_particles(count):
    positions, velocities = [], []
    columns = max(1, int(math.sqrt(count)))
    for number in range(count):
        x = 2.0 + (number % columns) * (WIDTH - 4.0) / columns
        y = 2.0 + (number // columns) * (HEIGHT - 4.0) / columns
        positions.append([x, y])
        velocities.append([math.sin(number * 1.7) * 3.0, math.cos(number * 2.3) * 3.0])
    return positions, velocities


def make_springs(count):
    columns = max(1, int(math.sqrt(count)))
    springs = []
    for number in range(count):
        if (number + 1) % columns and number + 1 < count and number % 3 == 0:
            springs.append((number, number + 1, 2.0))
        if number + columns < count and number % 4 == 0:
            springs.append((number, number + columns, 2.5))
    return springs


def spring_forces(positions, springs, forces, stiffness=30.0):
    energy = 0.0
    for first, second, length in springs:
        dx = positions[second][0] - positions[first][0]
        dy = positions[second][1] - positions[first][1]
        distance = math.sqrt(dx * dx + dy * dy)
        stretch = distance - length
        energy += 0.5 * stiffness * stretch * stretch
        factor = stiffness * stretch / distance if distance > 0.0 else 0.0
        forces[first][0] += factor * dx
        forces[first][1] += factor * dy
        forces[second][0] -= factor * dx
        forces[second][1] -= factor * dy
    return energy


def cells_of(positions, size):
    cells = {}
    for number, (x, y) in enumerate(positions):
        cells.setdefault((int(x / size), int(y / size)), []).append(number)
    return cells


def repel(positions, forces, radius=1.2, strength=80.0):
    """Particles nearer than the radius push each other away; those of neighbouring cells are looked at."""
    contacts = 0
    cells = cells_of(positions, radius)
    for (column, row), members in cells.items():
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                others = cells.get((column + dx, row + dy))
                if others is None:
                    continue
                for a in members:
                    xa, ya = positions[a]
                    for b in others:
                        if b <= a:
                            continue
                        x = positions[b][0] - xa
                        y = positions[b][1] - ya
                        squared = x * x + y * y
                        if 0.0 < squared < radius * radius:
                            contacts += 1
                            distance = math.sqrt(squared)
                            push = strength * (radius - distance) / distance
                            forces[a][0] -= push * x
                            forces[a][1] -= push * y
                            forces[b][0] += push * x
                            forces[b][1] += push * y
    return contacts


def bounce(position, velocity):
    hits = 0
    for axis, limit in ((0, WIDTH), (1, HEIGHT)):
        if position[axis] < 0.0:
            position[axis] = -position[axis]
            velocity[axis] = -0.9 * velocity[axis]
            hits += 1
        elif position[axis] > limit:
            position[axis] = 2.0 * limit - position[axis]
            velocity[axis] = -0.9 * velocity[axis]
            hits += 1
    return hits


def step(positions, velocities, springs, dt):
    forces = [[0.0, GRAVITY] for _ in positions]
    elastic = spring_forces(positions, springs, forces)
    contacts = repel(positions, forces)
    hits = 0
    for position, velocity, force in zip(positions, velocities, forces):
        for axis in (0, 1):
            velocity[axis] = (velocity[axis] + force[axis] * dt) * 0.999
            position[axis] += velocity[axis] * dt
        hits += bounce(position, velocity)
    return elastic, contacts, hits


def kinetic(velocities):
    return sum(0.5 * (vx * vx + vy * vy) for vx, vy in velocities)


def potential(positions):
    return sum(-GRAVITY * y for _, y in positions)


def histogram(values, low, high, bins):
    counts = [0] * bins
    for value in values:
        index = int((value - low) / (high - low) * bins)
        counts[min(bins - 1, max(0, index))] += 1
    return counts


def main(steps):
    positions, velocities = make_particles(400)
    springs = make_springs(400)
    all_contacts = all_hits = 0
    for number in range(steps):
        elastic, contacts, hits = step(positions, velocities, springs, 0.002)
        all_contacts += contacts
        all_hits += hits
        if number % max(1, steps // 6) == 0:
            print(f"{number:5} kinetic {kinetic(velocities):12.4f} potential {potential(positions):12.4f} elastic {elastic:12.4f} contacts {contacts}")
    print("contacts", all_contacts, "hits", all_hits)
    print("heights", histogram([y for _, y in positions], 0.0, HEIGHT, 10))
    print("speeds ", histogram([math.hypot(*velocity) for velocity in velocities], 0.0, 12.0, 10))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
