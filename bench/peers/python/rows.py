"""The rows of bench/pages/row.ts."""

# Walks over 1,000 rows so that neighbours in time are far apart in the table.
STRIDE = 617


def make_rows():
    return [make_row(id) for id in range(1000)]


def make_row(id):
    name = f"Ada & Bea {id}" if id % 10 == 0 else f"Person {id}"
    return {"id": id, "name": name, "email": f"person-{id}@example.com", "visits": id % 7}
